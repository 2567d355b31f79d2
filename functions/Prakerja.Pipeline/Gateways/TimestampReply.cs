using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Prakerja.Domain.Draw;

namespace Prakerja.Pipeline.Gateways;

/// <summary>A reply of a time-stamping authority (RFC 3161, <c>TimeStampResp</c>) whose token is sound in itself. Whether its certificate deserves trust is the reader's to say.</summary>
/// <param name="At">The latest moment that the stamp allows: its time and the accuracy it claims.</param>
/// <param name="Authority">Subject, issuer and SHA-256 fingerprint of the certificate that signed.</param>
public sealed record TimestampReply(DateTimeOffset At, string Authority)
{
    private const string Sha256 = "2.16.840.1.101.3.4.2.1";

    /// <summary>Checks form, hash and the token's signature by the certificate it carries, which must be one for time-stamping and valid at that time.</summary>
    public static DocumentRead<TimestampReply> Read(ReadOnlyMemory<byte> reply, Hash256 hash)
    {
        try
        {
            return TokenOf(reply) is { } token ? Check(token, hash) : Refuse("is no reply that grants a stamp");
        }
        catch (Exception e) when (e is AsnContentException or CryptographicException)
        {
            return Refuse("is malformed");
        }
    }

    private static DocumentRead<TimestampReply> Check(Rfc3161TimestampToken token, Hash256 hash)
    {
        var info = token.TokenInfo;
        if (info.HashAlgorithmId.Value != Sha256 || !info.GetMessageHash().Span.SequenceEqual(hash.ToArray()))
        {
            return Refuse("stamps something else: its hash is not the file's SHA-256");
        }

        if (!token.VerifySignatureForHash(hash.ToArray(), HashAlgorithmName.SHA256, out var signer))
        {
            return Refuse("is not signed by a time-stamping certificate that it carries");
        }

        using (signer)
        {
            var accuracy = TimeSpan.FromMicroseconds(info.AccuracyInMicroseconds ?? 0);
            return new DocumentRead<TimestampReply>.Accepted(new TimestampReply(info.Timestamp + accuracy, Describe(signer)));
        }
    }

    /// <summary>Null if no stamp was granted, or what follows is no token.</summary>
    private static Rfc3161TimestampToken? TokenOf(ReadOnlyMemory<byte> reply)
    {
        var reader = new AsnReader(reply, AsnEncodingRules.BER);
        var response = reader.ReadSequence();
        reader.ThrowIfNotEmpty();
        var status = response.ReadSequence().ReadInteger();
        if (status < BigInteger.Zero || status > BigInteger.One || !response.HasData)
        {
            return null;
        }

        var encoded = response.ReadEncodedValue();
        response.ThrowIfNotEmpty();
        return Rfc3161TimestampToken.TryDecode(encoded, out var token, out var length) && length == encoded.Length ? token : null;
    }

    private static string Describe(X509Certificate2 certificate) =>
        $"{certificate.Subject}, issued by {certificate.Issuer}, SHA-256 {certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant()}";

    private static DocumentRead<TimestampReply> Refuse(string reason) => new DocumentRead<TimestampReply>.Refused(reason);
}
