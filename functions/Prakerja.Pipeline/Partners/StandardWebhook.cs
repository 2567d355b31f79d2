using System.Security.Cryptography;
using System.Text;

namespace Prakerja.Pipeline.Partners;

/// <summary>Standard Webhooks: base64 of HMAC-SHA256(secret, <c>id.timestamp.body</c>), secrets written <c>whsec_</c> and base64.</summary>
public static class StandardWebhook
{
    private const string SecretPrefix = "whsec_";
    private const string Version = "v1,";

    /// <summary>The header <c>webhook-signature</c> for one secret.</summary>
    /// <exception cref="FormatException">The secret is not base64.</exception>
    public static string Of(string secret, string id, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, KeyOf(secret));
        hmac.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        hmac.AppendData(body);
        return Version + Convert.ToBase64String(hmac.GetHashAndReset());
    }

    /// <summary>Whether one of the signatures, separated by spaces, is the expected one. Constant-time for each.</summary>
    public static bool Matches(string expected, string header) => header
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Any(given => CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given)));

    private static byte[] KeyOf(string secret) =>
        Convert.FromBase64String(secret.StartsWith(SecretPrefix, StringComparison.Ordinal) ? secret[SecretPrefix.Length..] : secret);
}
