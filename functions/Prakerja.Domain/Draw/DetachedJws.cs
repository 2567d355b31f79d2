using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Prakerja.Domain.Draw;

/// <summary>
/// A detached JWS in compact form, <c>header..signature</c> (RFC 7515, appendix F): ES256 over the exact bytes of a file, which
/// stand beside it.
/// </summary>
public sealed class DetachedJws
{
    private const int SignatureSize = 64;

    private readonly string header;
    private readonly byte[] signature;

    private DetachedJws(string header, string keyId, byte[] signature) =>
        (this.header, KeyId, this.signature) = (header, keyId, signature);

    public string KeyId { get; }

    /// <summary>The protected header of our signatures, base64url.</summary>
    public static string Header(string keyId) =>
        Base64Url.EncodeToString(CanonicalJson.Write(new CanonicalObject { { "alg", "ES256" }, { "kid", keyId } }));

    /// <summary>Where to put the payload's bytes; the completed digest is what is signed.</summary>
    public static JwsDigest StartDigest(string keyId) => new(Header(keyId));

    /// <summary>The finished JWS: the content of the <c>.jws</c> file, without a newline.</summary>
    /// <param name="keyId">As given to <see cref="StartDigest(string)"/>.</param>
    /// <param name="signature">r ‖ s, 64 bytes, over the digest.</param>
    public static string Complete(string keyId, ReadOnlySpan<byte> signature)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(signature.Length, SignatureSize, nameof(signature));
        return $"{Header(keyId)}..{Base64Url.EncodeToString(signature)}";
    }

    /// <param name="signDigest">ES256 over a SHA-256, as r ‖ s.</param>
    public static string Build(string keyId, ReadOnlySpan<byte> payload, Func<byte[], byte[]> signDigest)
    {
        using var digest = StartDigest(keyId);
        digest.Append(payload);
        return Complete(keyId, signDigest(digest.Complete()));
    }

    /// <summary>Reads a JWS of exactly our form.</summary>
    public static DocumentRead<DetachedJws> Parse(string jws)
    {
        if (jws.Split('.') is not [var header, "", var signature])
        {
            return new DocumentRead<DetachedJws>.Refused("is no detached JWS: header, two dots, signature");
        }

        if (Decode(header) is not { } headerBytes || FieldReader.Parse(headerBytes, ReadHeader) is not DocumentRead<string>.Accepted(var keyId))
        {
            return new DocumentRead<DetachedJws>.Refused("has a header other than {\"alg\":\"ES256\",\"kid\":…}");
        }

        return Decode(signature) is { Length: SignatureSize } bytes
            ? new DocumentRead<DetachedJws>.Accepted(new DetachedJws(header, keyId, bytes))
            : new DocumentRead<DetachedJws>.Refused("has a signature that is not 64 bytes in base64url");
    }

    /// <summary>Where to put the payload's bytes before <see cref="Verify"/>.</summary>
    public JwsDigest StartDigest() => new(header);

    /// <summary>Null if the signature holds, otherwise what is wrong.</summary>
    /// <param name="digest">Of <see cref="StartDigest"/>, with the whole payload appended.</param>
    public string? Verify(JsonWebKeys keys, JwsDigest digest)
    {
        if (keys.Find(KeyId) is not { } parameters)
        {
            return $"is signed with key '{KeyId}', which is not among the published ES256 keys";
        }

        try
        {
            using var key = ECDsa.Create(parameters);
            return key.VerifyHash(digest.Complete(), signature, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
                ? null
                : $"does not match the file under key '{KeyId}'";
        }
        catch (CryptographicException)
        {
            return $"is signed with key '{KeyId}', whose published coordinates are no point of P-256";
        }
    }

    private static string ReadHeader(FieldReader fields)
    {
        if (fields.Text("alg") != "ES256")
        {
            fields.Refuse<string>("alg", "must be ES256");
        }

        return fields.Text("kid");
    }

    // Decoding tolerates unused bits in the last character; one byte changed must not go unseen.
    private static byte[]? Decode(string text)
    {
        if (!Base64Url.IsValid(text))
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(text);
        return Base64Url.EncodeToString(bytes) == text ? bytes : null;
    }
}
