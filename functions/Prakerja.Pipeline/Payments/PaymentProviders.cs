using System.Runtime.InteropServices;

namespace Prakerja.Pipeline.Payments;

/// <summary>Banks and wallets that incentives can be sent to (api.md).</summary>
public static class PaymentProviders
{
    public static IReadOnlyList<string> All { get; } = [.. PaymentPartners.All.Select(p => p.Provider)];

    /// <summary>Those that take files of instructions; the others take them one by one.</summary>
    public static IReadOnlyList<string> BanksByFile { get; } = [.. PaymentPartners.All.Where(p => !p.IsWallet).Select(p => p.Provider)];

    private static LocalText UnknownProvider { get; } = new(
        $"Harus salah satu dari: {string.Join(", ", All)}.", $"Must be one of: {string.Join(", ", All)}.");

    private static LocalText NotBankDigits { get; } = new("Nomor rekening terdiri atas 6 sampai 20 angka.", "An account number has 6 to 20 digits.");

    public static Parsed<string> ParseProvider(string? provider) =>
        provider is not null && All.Contains(provider, StringComparer.Ordinal) ? Parsed.Ok(provider) : Parsed.Refused<string>(UnknownProvider);

    /// <summary>A wallet's account is a mobile number, a bank's 6 to 20 digits; spaces, hyphens and dots are people's way of writing them.</summary>
    public static Parsed<AccountNumber> ParseAccount(string provider, string? account)
    {
        if (account is null || account.Length > 40)
        {
            return Parsed.Refused<AccountNumber>(PaymentPartners.Find(provider) is { IsWallet: true } ? PhoneNumber.Parse(null).Problem : NotBankDigits);
        }

        var compact = string.Concat(account.Where(c => c is not (' ' or '-' or '.')));
        if (PaymentPartners.Find(provider) is { IsWallet: true })
        {
            return PhoneNumber.Parse(compact).TryGet(out var phone, out var problem)
                ? Parsed.Ok(new AccountNumber(compact, phone.E164)) : Parsed.Refused<AccountNumber>(problem);
        }

        return compact.Length is >= 6 and <= 20 && compact.All(char.IsAsciiDigit)
            ? Parsed.Ok(new AccountNumber(compact, compact)) : Parsed.Refused<AccountNumber>(NotBankDigits);
    }
}

/// <param name="Digits">As the person gave it, without separators; what the provider is told.</param>
/// <param name="Normal">One form per account, however it is written; what the blind index is made of.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct AccountNumber(string Digits, string Normal)
{
    /// <summary>The last four digits.</summary>
    public string Masked => new string('*', Digits.Length - 4) + Digits[^4..];

    public override string ToString() => Masked;
}
