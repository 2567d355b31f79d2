using System.Buffers.Text;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Azure.Core;
using Azure.Security.KeyVault.Secrets;
using Prakerja.Pipeline;
using Prakerja.Pipeline.Partners;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Gateways;

/// <summary>Proves to a service outside who asks.</summary>
internal interface IGatewayCredential
{
    Task ApplyAsync(HttpRequestMessage request, CancellationToken cancellation);
}

/// <summary>A token of our managed identity, for a service that is registered in Entra ID. The SDK caches it.</summary>
internal sealed class IdentityCredential(TokenCredential credential, string scope) : IGatewayCredential
{
    public async Task ApplyAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        var token = await credential.GetTokenAsync(new TokenRequestContext([scope]), cancellation);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Token);
    }
}

/// <summary>
/// Standard Webhooks with a secret that both sides have, as partners sign what they send to us: <c>client_code</c>, <c>webhook-id</c>,
/// <c>webhook-timestamp</c>, <c>webhook-signature</c>. The secret is read again after five minutes, so that it can be rotated.
/// </summary>
internal sealed class SharedSecretCredential(SecretClient secrets, string name, string clientCode, IRandomSource random, TimeProvider clock) : IGatewayCredential
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(5);
    private volatile Known? known;

    public async Task ApplyAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        var secret = await SecretAsync();
        var (id, timestamp) = (random.Hex(16), clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellation);
        request.Headers.Add("client_code", clientCode);
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add("webhook-signature", StandardWebhook.Of(secret, id, timestamp, body));
    }

    private async Task<string> SecretAsync()
    {
        if (known is { } kept && clock.GetUtcNow() - kept.At < Fresh)
        {
            return kept.Value;
        }

        var read = await Keys.VaultCall.RunAsync(() => secrets.GetSecretAsync(name));
        known = new Known(read.Value.Value, clock.GetUtcNow());
        return read.Value.Value;
    }

    private sealed record Known(string Value, DateTimeOffset At);
}

/// <summary>
/// A JWT signed by the key whose public half we publish (<c>/.well-known/jwks.json</c>): nothing to agree on but our address. <c>iss</c> and
/// <c>sub</c> are the client code, <c>aud</c> is the service's address, valid for ten minutes, used for five.
/// </summary>
internal sealed class PublishedKeyCredential(IKeyVault vault, string clientCode, Uri audience, TimeProvider clock) : IGatewayCredential
{
    private static readonly TimeSpan Valid = TimeSpan.FromMinutes(10);
    private volatile Known? known;

    public async Task ApplyAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        if (known is not { } kept || now - kept.At >= Valid / 2)
        {
            known = kept = new Known(await SignAsync(now, cancellation), now);
        }

        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", kept.Token);
    }

    private async Task<string> SignAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var header = PipelineJson.Write(new { alg = "ES256", typ = "JWT", kid = vault.SigningKeyId });
        var claims = PipelineJson.Write(new
        {
            iss = clientCode, sub = clientCode, aud = audience.AbsoluteUri, iat = now.ToUnixTimeSeconds(), exp = (now + Valid).ToUnixTimeSeconds(),
        });
        var text = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(claims)}";
        return $"{text}.{Base64Url.EncodeToString(await vault.SignDigestAsync(SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(text)), cancellation))}";
    }

    private sealed record Known(string Token, DateTimeOffset At);
}
