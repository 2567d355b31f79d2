using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Azure.Core.Pipeline;

namespace Prakerja.Azure.Tests.Azurite;

/// <summary>An Azurite that takes identities instead of keys: TLS with a certificate of the test's own, and bearer tokens.</summary>
public sealed class SecureAzurite : IDisposable
{
    private readonly AzuriteServer server;
    private readonly Recorder recorder;

    private SecureAzurite(AzuriteServer server, X509Certificate2 certificate)
    {
        this.server = server;
        recorder = new Recorder(certificate);
        Http = new HttpClient(recorder);
    }

    public HttpClient Http { get; }

    public HttpPipelineTransport Transport => new HttpClientTransport(Http);

    public Uri BlobService => server.BlobService;

    /// <summary>How many user delegation keys were asked for.</summary>
    public int KeysFetched => recorder.KeysFetched;

    public static async Task<SecureAzurite> StartAsync()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var folder = Directory.CreateTempSubdirectory("azurite-").FullName;
        var (cert, pem) = (Path.Combine(folder, "cert.pem"), Path.Combine(folder, "key.pem"));
        try
        {
            await File.WriteAllTextAsync(cert, certificate.ExportCertificatePem());
            await File.WriteAllTextAsync(pem, key.ExportPkcs8PrivateKeyPem());
            return new SecureAzurite(await AzuriteServer.StartAsync("--oauth", "basic", "--cert", cert, "--key", pem), X509CertificateLoader.LoadCertificate(certificate.RawData));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public void Dispose()
    {
        Http.Dispose();
        server.Dispose();
    }

    private sealed class Recorder : DelegatingHandler
    {
        public Recorder(X509Certificate2 certificate)
        {
            var trust = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
            trust.CustomTrustStore.Add(certificate);
            InnerHandler = new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = trust } };
        }

        public int KeysFetched { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            KeysFetched += request.RequestUri!.Query.Contains("comp=userdelegationkey", StringComparison.Ordinal) ? 1 : 0;
            return base.SendAsync(request, cancellationToken);
        }
    }
}
