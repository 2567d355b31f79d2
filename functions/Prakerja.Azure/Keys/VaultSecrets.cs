using System.Collections.Frozen;
using Azure;
using Azure.Security.KeyVault.Secrets;
using Prakerja.Pipeline.Security;

namespace Prakerja.Azure.Keys;

/// <summary>The secrets, 32 bytes in base64, by purpose; read once at start. The deployment makes them: a vault cannot insert only if absent, so two starting instances could each make one.</summary>
internal static class VaultSecrets
{
    /// <summary>What the keys that wrap data keys are derived with.</summary>
    public const string DataKeys = "data-keys";

    /// <summary>All that must be there; <c>infra</c> makes them.</summary>
    public static IReadOnlyList<string> Purposes { get; } = [.. SecretPurposes.All, DataKeys];

    /// <exception cref="InvalidOperationException">Names every secret that is missing or is not 32 bytes.</exception>
    public static async Task<FrozenDictionary<string, byte[]>> ReadAsync(SecretClient client)
    {
        var found = await Task.WhenAll(Purposes.Select(async purpose => (Purpose: purpose, Value: await FindAsync(client, purpose))));
        var bad = found.Where(f => f.Value is null).Select(f => f.Purpose).ToArray();
        return bad.Length == 0
            ? found.ToFrozenDictionary(f => f.Purpose, f => f.Value!, StringComparer.Ordinal)
            : throw new InvalidOperationException(
                $"The key vault {client.VaultUri} lacks the secrets {string.Join(", ", bad)}, or they are not 32 bytes in base64. The deployment makes them (infra/app/keyVault.bicep); "
                + "one that was lost must be restored from the vault's deleted secrets: with another value, what was stored under it is not found again.");
    }

    private static async Task<byte[]?> FindAsync(SecretClient client, string purpose)
    {
        try
        {
            var secret = await VaultCall.RunAsync(() => client.GetSecretAsync(purpose));
            var bytes = new byte[33];
            return Convert.TryFromBase64String(secret.Value.Value, bytes, out var length) && length == 32 ? bytes[..32] : null;
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return null;
        }
    }
}
