using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Prakerja.Azure.Tests.Identity;

/// <summary>Entra ID: OpenID Connect metadata and keys over HTTP, and tokens signed with them.</summary>
internal sealed class FakeAuthority : HttpMessageHandler
{
    public const string Tenant = "11111111-2222-3333-4444-555555555555";
    public const string Audience = "66666666-7777-8888-9999-000000000000";
    public const string Issuer = $"https://login.microsoftonline.com/{Tenant}/v2.0";
    private readonly Dictionary<string, RSA> keys = new(StringComparer.Ordinal) { ["one"] = RSA.Create(2048) };

    public int Reads { get; private set; }

    public bool Reachable { get; set; } = true;

    public void Rotate(string to)
    {
        keys.Clear();
        keys[to] = RSA.Create(2048);
    }

    /// <summary>A good operator's claims, changed as a test wants them; null takes one away.</summary>
    public static JsonObject Claims(DateTimeOffset now, params (string Name, JsonNode? Value)[] changes)
    {
        var claims = new JsonObject
        {
            ["iss"] = Issuer, ["aud"] = Audience, ["tid"] = Tenant, ["oid"] = "aaaaaaaa-0000-0000-0000-000000000001", ["scp"] = "staff",
            ["name"] = "Sari", ["preferred_username"] = "sari@example.id", ["roles"] = new JsonArray("operator"),
            ["nbf"] = now.ToUnixTimeSeconds(), ["exp"] = now.AddHours(1).ToUnixTimeSeconds(),
        };
        foreach (var (name, value) in changes)
        {
            _ = value is null ? claims.Remove(name) : (claims[name] = value) is not null;
        }

        return claims;
    }

    public string Sign(JsonObject claims, string? key = null) => key is null || keys.ContainsKey(key)
        ? Write(claims, "RS256", key ?? keys.Keys.Single(), text => keys[key ?? keys.Keys.Single()].SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))
        : Write(claims, "RS256", key, text => RandomNumberGenerator.GetBytes(256));

    /// <summary>The classic confusion: HMAC with what everybody knows, the public key.</summary>
    public string SignWithPublicKey(JsonObject claims, string key) => Write(
        claims, "HS256", key, text => HMACSHA256.HashData(keys[key].ExportSubjectPublicKeyInfo(), text));

    public static string Unsigned(JsonObject claims) => Write(claims, "none", null, _ => []);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!Reachable)
        {
            throw new HttpRequestException("unreachable");
        }

        var isMetadata = request.RequestUri!.AbsolutePath == $"/{Tenant}/v2.0/.well-known/openid-configuration";
        Reads += isMetadata ? 1 : 0;
        JsonObject body = isMetadata
            ? new JsonObject { ["issuer"] = Issuer, ["jwks_uri"] = "https://login.microsoftonline.com/keys" }
            : new JsonObject { ["keys"] = new JsonArray([.. keys.Select(k => Jwk(k.Key, k.Value.ExportParameters(false)))]) };
        return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = JsonContent.Create(body) });
    }

    private static JsonObject Jwk(string id, RSAParameters key) => new()
    {
        ["kty"] = "RSA", ["use"] = "sig", ["kid"] = id, ["n"] = Base64Url.EncodeToString(key.Modulus), ["e"] = Base64Url.EncodeToString(key.Exponent),
    };

    private static string Write(JsonObject claims, string algorithm, string? key, Func<byte[], byte[]> sign)
    {
        var header = new JsonObject { ["alg"] = algorithm, ["typ"] = "JWT", ["kid"] = key };
        var text = $"{Part(header)}.{Part(claims)}";
        return $"{text}.{Base64Url.EncodeToString(sign(Encoding.ASCII.GetBytes(text)))}";
    }

    private static string Part(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));
}
