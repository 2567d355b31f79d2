using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Prakerja.Azure.Tests.Keys;

/// <summary>One version of a key in <see cref="FakeVault"/>.</summary>
internal sealed class FakeKey(string version, AsymmetricAlgorithm key, DateTimeOffset createdAt)
{
    public string Version => version;

    public bool Enabled { get; set; } = true;

    public JsonObject Attributes => new() { ["enabled"] = Enabled, ["created"] = createdAt.ToUnixTimeSeconds(), ["updated"] = createdAt.ToUnixTimeSeconds() };

    public string Uri(string name) => $"https://{FakeVault.Host}/keys/{name}/{version}";

    public JsonObject Bundle(string name)
    {
        var jwk = key is RSA rsa ? Rsa(rsa.ExportParameters(false)) : Ec(((ECDsa)key).ExportParameters(false).Q);
        jwk["kid"] = Uri(name);
        return new JsonObject { ["key"] = jwk, ["attributes"] = Attributes };
    }

    public byte[] Run(string operation, string algorithm, byte[] value) => (operation, algorithm, key) switch
    {
        ("wrapkey", "RSA-OAEP-256", RSA rsa) => rsa.Encrypt(value, RSAEncryptionPadding.OaepSHA256),
        ("unwrapkey", "RSA-OAEP-256", RSA rsa) => rsa.Decrypt(value, RSAEncryptionPadding.OaepSHA256),
        ("sign", "ES256", ECDsa ec) when value.Length == 32 => ec.SignHash(value, DSASignatureFormat.IeeeP1363FixedFieldConcatenation),
        _ => throw new CryptographicException("Not an operation of this key."),
    };

    private static JsonObject Rsa(RSAParameters parameters) => new()
    {
        ["kty"] = "RSA-HSM", ["key_ops"] = new JsonArray("wrapKey", "unwrapKey"),
        ["n"] = Base64Url.EncodeToString(parameters.Modulus), ["e"] = Base64Url.EncodeToString(parameters.Exponent),
    };

    private static JsonObject Ec(ECPoint point) => new()
    {
        ["kty"] = "EC-HSM", ["crv"] = "P-256", ["key_ops"] = new JsonArray("sign", "verify"),
        ["x"] = Base64Url.EncodeToString(point.X), ["y"] = Base64Url.EncodeToString(point.Y),
    };
}
