using System.Buffers.Text;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Security;

/// <summary>
/// Applicant session tokens: participant id (16 bytes) ‖ expiry (8, Unix seconds) ‖ HMAC-SHA256 (32), base64url. Nothing is stored; what
/// a token may do is decided from the participant's row at each call.
/// </summary>
public sealed class AccessTokens(IKeyVault vault, TimeProvider clock)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);
    private readonly ReadOnlyMemory<byte> key = vault.Secret(SecretPurposes.Tokens);

    public (string Token, DateTimeOffset ExpiresAt) Issue(string participantId)
    {
        var expires = clock.GetUtcNow() + Lifetime;
        var token = new byte[56];
        Convert.FromHexString(participantId).CopyTo(token, 0);
        BinaryPrimitives.WriteInt64BigEndian(token.AsSpan(16), expires.ToUnixTimeSeconds());
        HMACSHA256.HashData(key.Span, token.AsSpan(0, 24), token.AsSpan(24));
        return (Base64Url.EncodeToString(token), DateTimeOffset.FromUnixTimeSeconds(expires.ToUnixTimeSeconds()));
    }

    /// <summary>The participant id, or null if the token is not ours or has expired.</summary>
    public string? Verify(string token)
    {
        Span<byte> bytes = stackalloc byte[56];
        if (token.Length != 75 || !Base64Url.IsValid(token)
            || Base64Url.DecodeFromUtf8(Encoding.ASCII.GetBytes(token), bytes, out _, out var written) != System.Buffers.OperationStatus.Done || written != 56)
        {
            return null;
        }

        Span<byte> mac = stackalloc byte[32];
        HMACSHA256.HashData(key.Span, bytes[..24], mac);
        var valid = CryptographicOperations.FixedTimeEquals(mac, bytes[24..])
            && BinaryPrimitives.ReadInt64BigEndian(bytes[16..]) > clock.GetUtcNow().ToUnixTimeSeconds();
        return valid ? Convert.ToHexStringLower(bytes[..16]) : null;
    }
}
