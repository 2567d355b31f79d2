using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Prakerja.Domain.Draw;
using Prakerja.Pipeline.Gateways;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Tests.Harness;

/// <summary>A small time-stamping authority with a CA of its own; signs what it is told to, at the time it is told.</summary>
internal sealed class TestTimestamps : ITimestampAuthority, IDisposable
{
    public const string Name = "CN=Test stamps";
    private static readonly DateTimeOffset From = new(2019, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly X509Certificate2 authority;

    public TestTimestamps(string usage = "1.3.6.1.5.5.7.3.8")
    {
        using var rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var rootRequest = new CertificateRequest("CN=Test root", rootKey, HashAlgorithmName.SHA256);
        rootRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        using var root = rootRequest.CreateSelfSigned(From, From.AddYears(30));
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(Name, key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], critical: true));
        using var issued = request.Create(root, From, From.AddYears(20), [1]);
        authority = issued.CopyWithPrivateKey(key);
    }

    /// <summary>The time that it stamps.</summary>
    public Func<DateTimeOffset> Now { get; set; } = () => From.AddYears(1);

    /// <summary>True: no answer.</summary>
    public bool Away { get; set; }

    public int Asked { get; private set; }

    /// <summary>The port without HTTP.</summary>
    public Task<TimeStamp?> StampAsync(Hash256 hash, CancellationToken cancellation = default)
    {
        Asked++;
        var reply = Reply(hash.ToArray());
        return Task.FromResult(Away ? null : new TimeStamp(reply, Assert.IsType<DocumentRead<TimestampReply>.Accepted>(TimestampReply.Read(reply, hash)).Value.At));
    }

    /// <summary>A granted reply.</summary>
    public byte[] Reply(byte[] hash, ReadOnlyMemory<byte>? nonce = null, long? accuracy = null)
    {
        var info = new Rfc3161TimestampTokenInfo(
            new Oid("1.2.3.4.5"), new Oid("2.16.840.1.101.3.4.2.1"), hash, new byte[] { 7 }, Now(), accuracy, isOrdering: false, nonce);
        var cms = new SignedCms(new ContentInfo(new Oid("1.2.840.113549.1.9.16.1.4"), info.Encode()));
        var signer = new CmsSigner(authority) { DigestAlgorithm = new Oid("2.16.840.1.101.3.4.2.1"), IncludeOption = X509IncludeOption.EndCertOnly };
        signer.SignedAttributes.Add(new AsnEncodedData("1.2.840.113549.1.9.16.2.47", SigningCertificate()));
        cms.ComputeSignature(signer);
        return Response(0, cms.Encode());
    }

    /// <summary>As an authority refuses.</summary>
    public static byte[] Rejection() => Response(2, token: null);

    public void Dispose() => authority.Dispose();

    private static byte[] Response(int status, byte[]? token)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
            {
                writer.WriteInteger(status);
            }

            if (token is not null)
            {
                writer.WriteEncodedValue(token);
            }
        }

        return writer.Encode();
    }

    /// <summary>SigningCertificateV2 (RFC 5035): SHA-256 of the certificate.</summary>
    private byte[] SigningCertificate()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteOctetString(authority.GetCertHash(HashAlgorithmName.SHA256));
        }

        return writer.Encode();
    }
}
