using System.Buffers.Text;
using System.Text.Json;
using Azure.Core;

namespace Prakerja.Azure.Tests.Azurite;

/// <summary>An identity whose tokens have the claims that Azurite looks at; it cannot check their signature.</summary>
public sealed class TestIdentity : TokenCredential
{
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        var now = DateTimeOffset.UtcNow;
        var claims = new
        {
            iss = "https://sts.windows.net/a-tenant/",
            aud = "https://storage.azure.com",
            oid = "11111111-1111-1111-1111-111111111111",
            tid = "22222222-2222-2222-2222-222222222222",
            nbf = now.AddMinutes(-5).ToUnixTimeSeconds(),
            iat = now.AddMinutes(-5).ToUnixTimeSeconds(),
            exp = now.AddHours(1).ToUnixTimeSeconds(),
        };
        return new AccessToken($"{Part(new { alg = "RS256", typ = "JWT" })}.{Part(claims)}.{Part("signature")}", now.AddHours(1));
    }

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        new(GetToken(requestContext, cancellationToken));

    private static string Part<T>(T value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
}
