using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Prakerja.Embedded.Blobs;

/// <summary>
/// Read links of the form <c>{base}/blobs/{container}/{name}?expires={Unix seconds}&amp;signature={base64url}</c>: an HMAC-SHA256 over
/// container, name and expiry. Whoever changes any of them holds no link.
/// </summary>
/// <param name="key">Secret of at least 32 bytes.</param>
/// <param name="address">What links start with: the host's base address, asked for with every link since a host may learn its port late.</param>
public sealed class BlobLinks(ReadOnlyMemory<byte> key, Func<Uri> address, TimeProvider time)
{
    private readonly ReadOnlyMemory<byte> key = key.Length >= 32 ? key : throw new ArgumentException("The key has at least 32 bytes.", nameof(key));

    public BlobLinks(ReadOnlyMemory<byte> key, Uri address, TimeProvider time)
        : this(key, () => address, time)
    {
    }

    public Uri Create(string container, string name, DateTimeOffset expires)
    {
        var seconds = expires.ToUnixTimeSeconds();
        var path = string.Join('/', name.Split('/').Select(Uri.EscapeDataString));
        var signature = Base64Url.EncodeToString(Sign(container, name, seconds));
        return new Uri(address(), $"/blobs/{container}/{path}?expires={seconds.ToString(CultureInfo.InvariantCulture)}&signature={signature}");
    }

    /// <summary>Whether the parts of a link (the name unescaped) were given out by <see cref="Create"/> and have not expired.</summary>
    public bool TryVerify(string container, string name, string? expires, string? signature)
    {
        if (!long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || signature is null)
        {
            return false;
        }

        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        return signature.Length <= 64 && Base64Url.IsValid(signature)
            && Base64Url.TryDecodeFromChars(signature, given, out var length) && length == given.Length
            && CryptographicOperations.FixedTimeEquals(given, Sign(container, name, seconds))
            && time.GetUtcNow().ToUnixTimeSeconds() < seconds;
    }

    // Neither a container nor a name holds a line feed, so the three cannot be shifted into one another.
    private byte[] Sign(string container, string name, long seconds) =>
        HMACSHA256.HashData(key.Span, Encoding.UTF8.GetBytes($"{container}\n{name}\n{seconds.ToString(CultureInfo.InvariantCulture)}"));
}
