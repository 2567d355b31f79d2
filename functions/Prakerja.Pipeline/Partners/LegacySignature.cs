using System.Security.Cryptography;
using System.Text;

namespace Prakerja.Pipeline.Partners;

/// <summary>
/// The scheme partners already speak: lowercase hex HMAC-SHA1(key, client_code + timestamp + method + path + raw body). SHA-1 is
/// theirs, not our choice; it is off per partner once it has moved to Standard Webhooks.
/// </summary>
public static class LegacySignature
{
    /// <param name="path">As sent, without query.</param>
    /// <param name="body">As sent, byte for byte.</param>
    public static string Of(string key, string clientCode, string timestamp, string method, string path, ReadOnlySpan<byte> body)
    {
#pragma warning disable CA5350 // The partners' existing scheme (programme.md); verified only, and only while a partner has not moved on.
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA1, Encoding.UTF8.GetBytes(key));
#pragma warning restore CA5350
        hmac.AppendData(Encoding.UTF8.GetBytes(clientCode + timestamp + method + path));
        hmac.AppendData(body);
        return Convert.ToHexStringLower(hmac.GetHashAndReset());
    }

    /// <summary>Constant-time; hex in either case.</summary>
    public static bool Matches(string expected, string given) => CryptographicOperations.FixedTimeEquals(
        Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given.ToLowerInvariant()));
}
