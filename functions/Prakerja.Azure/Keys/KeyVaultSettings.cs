using Microsoft.Extensions.Configuration;

namespace Prakerja.Azure.Keys;

/// <summary><c>KeyVault__vaultUri</c>, <c>KeyVault__masterKey</c>, <c>KeyVault__signingKey</c>.</summary>
/// <param name="MasterKey">Name of the RSA key that wraps the keys which wrap people's data keys.</param>
/// <param name="SigningKey">Name of the P-256 key that signs receipts and published files.</param>
public sealed record KeyVaultSettings(Uri VaultUri, string MasterKey = "prakerja-master", string SigningKey = "prakerja-signing")
{
    /// <exception cref="InvalidOperationException">The address is missing or is none.</exception>
    public static KeyVaultSettings Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var section = configuration.GetSection("KeyVault");
        var settings = Uri.TryCreate(section["vaultUri"], UriKind.Absolute, out var uri)
            ? new KeyVaultSettings(uri)
            : throw new InvalidOperationException("KeyVault__vaultUri must be set to the address of the key vault, https://….vault.azure.net/.");
        return settings with { MasterKey = section["masterKey"] ?? settings.MasterKey, SigningKey = section["signingKey"] ?? settings.SigningKey };
    }
}
