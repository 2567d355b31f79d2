using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Prakerja.Pipeline.Security;

/// <summary>The public half of an ES256 key as a JWK.</summary>
/// <param name="KeyId">Its RFC 7638 thumbprint, so that it is the same wherever the key is kept.</param>
public sealed record SigningJwk(string KeyId, string Json)
{
    public static SigningJwk Of(ECPoint point)
    {
        var (x, y) = (Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));
        var id = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{x}}","y":"{{y}}"}""")));
        return new SigningJwk(id, $$"""{"kty":"EC","crv":"P-256","alg":"ES256","use":"sig","kid":"{{id}}","x":"{{x}}","y":"{{y}}"}""");
    }

    /// <summary>A JWK set.</summary>
    public static string Set(IEnumerable<SigningJwk> keys) => $$"""{"keys":[{{string.Join(',', keys.Select(k => k.Json))}}]}""";
}
