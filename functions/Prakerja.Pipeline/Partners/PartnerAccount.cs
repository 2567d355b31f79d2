using System.Text;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Security;

namespace Prakerja.Pipeline.Partners;

/// <summary>Where a platform wants its settlements paid to, as a payment partner is told.</summary>
/// <param name="Index">The same for the same account, however it is written: another one means that the account was corrected.</param>
/// <param name="Holder">Legal name that the account is in.</param>
public sealed record PartnerAccount(string Provider, string Number, string Masked, string Index, string Holder)
{
    public override string ToString() => Masked;
}

/// <summary>The same as stored: the number under a data key of its own, which the vault wrapped.</summary>
public sealed record SealedAccount(string Provider, string Masked, string Index, string Holder, byte[] WrappedKey, byte[] Sealed);

/// <param name="Provider">bni or bca.</param>
/// <param name="Holder">Legal name that the account is in.</param>
public sealed record PartnerAccountRequest(string? Provider, string? Account, string? Holder);

/// <param name="Account">Last digits only.</param>
public sealed record PartnerAccountView(string Provider, string Account, string Holder)
{
    public static PartnerAccountView? Of(SealedAccount? account) => account is null ? null : new(account.Provider, account.Masked, account.Holder);
}

/// <summary>Seals and opens the accounts of platforms.</summary>
public sealed class PartnerAccounts(IKeyVault vault, Sealer sealer, IRandomSource random, BlindIndex index)
{
    /// <summary>Settlements are large: banks only, wallets have caps.</summary>
    private static readonly string[] Banks = ["bni", "bca"];

    /// <summary>The account, or what is wrong with it in the fields.</summary>
    public static (string Provider, AccountNumber Number, string Holder)? Parse(PartnerAccountRequest? request, Fields fields)
    {
        if (request is null)
        {
            return null;
        }

        var isBank = Banks.Contains(request.Provider, StringComparer.Ordinal);
        fields.Check("settlementAccount.provider", isBank, new($"Harus salah satu dari: {string.Join(", ", Banks)}.", $"Must be one of: {string.Join(", ", Banks)}."));
        var number = fields.Take("settlementAccount.account", PaymentProviders.ParseAccount(isBank ? request.Provider! : Banks[0], request.Account));
        return (request.Provider ?? "", number, fields.Take("settlementAccount.holder", TextRule.PersonName.Parse(request.Holder)));
    }

    public async Task<SealedAccount> SealAsync(string provider, AccountNumber number, string holder)
    {
        var key = new byte[32];
        random.Fill(key);
        return new SealedAccount(
            provider, number.Masked, index.Account(provider, number.Normal), holder, await vault.WrapAsync(key), sealer.Seal(key, Encoding.UTF8.GetBytes(number.Digits)));
    }

    public static async ValueTask<PartnerAccount> OpenAsync(SealedAccount account, IKeyVault vault, CancellationToken cancellation = default)
    {
        var key = await vault.UnwrapAsync(account.WrappedKey, cancellation);
        return new PartnerAccount(account.Provider, Encoding.UTF8.GetString(Sealer.Open(key, account.Sealed)), account.Masked, account.Index, account.Holder);
    }
}
