using Prakerja.Domain.People;

namespace Prakerja.Local.Sandbox.Residents;

/// <summary>One key for an account however it is written: wallets by phone as E.164, banks by digits.</summary>
internal static class AccountKey
{
    public static string Of(string provider, string account) => $"{provider}:{Normal(account)}";

    public static string Normal(string account)
    {
        var phone = PhoneNumber.Parse(account);
        return phone.IsOk ? phone.Value.E164 : Uri.EscapeDataString(string.Concat(account.Where(c => c is not (' ' or '-' or '.'))));
    }
}
