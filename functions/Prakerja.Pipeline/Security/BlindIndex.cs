using System.Security.Cryptography;
using System.Text;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Security;

/// <summary>Keyed hashes by which NIK, family card, e-mail, phone and account are found without being stored in the clear.</summary>
public sealed class BlindIndex(IKeyVault vault)
{
    private readonly ReadOnlyMemory<byte> key = vault.Secret(SecretPurposes.BlindIndex);

    /// <summary>32 hex digits; kinds never collide.</summary>
    public string Of(string kind, string value)
    {
        Span<byte> hash = stackalloc byte[32];
        HMACSHA256.HashData(key.Span, Encoding.UTF8.GetBytes($"{kind}\n{value}"), hash);
        return Convert.ToHexStringLower(hash[..16]);
    }

    public string Email(string address) => Of("email", address);

    public string Phone(string e164) => Of("phone", e164);

    public string Nik(string digits) => Of("nik", digits);

    public string FamilyCard(string digits) => Of("family-card", digits);

    public string Account(string provider, string account) => Of("account", $"{provider}\n{account}");
}
