using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Prakerja.Domain.Draw;

/// <summary>The ES256 public keys of a JWK set (RFC 7517), by key id; keys of other kinds are passed over.</summary>
public sealed class JsonWebKeys
{
    private const int CoordinateSize = 32;

    private readonly Dictionary<string, ECParameters> keys = new(StringComparer.Ordinal);

    private JsonWebKeys() { }

    public int Count => keys.Count;

    public static DocumentRead<JsonWebKeys> Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var set = new JsonWebKeys();
            foreach (var key in document.RootElement.GetProperty("keys").EnumerateArray())
            {
                set.Add(key);
            }

            return new DocumentRead<JsonWebKeys>.Accepted(set);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return new DocumentRead<JsonWebKeys>.Refused("is not a JSON web key set");
        }
    }

    /// <summary>One ES256 public key as a JWK.</summary>
    public static string Write(string keyId, ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        var (x, y) = (Base64Url.EncodeToString(point.X), Base64Url.EncodeToString(point.Y));
        return Encoding.UTF8.GetString(CanonicalJson.Write(new CanonicalObject
        {
            { "alg", "ES256" }, { "crv", "P-256" }, { "kid", keyId }, { "kty", "EC" }, { "use", "sig" }, { "x", x }, { "y", y },
        }));
    }

    /// <summary>The key as P-256 public point, or null.</summary>
    internal ECParameters? Find(string keyId) => keys.TryGetValue(keyId, out var key) ? key : null;

    private void Add(JsonElement key)
    {
        if (Text(key, "kty") != "EC" || Text(key, "crv") != "P-256" || Text(key, "kid") is not { } keyId)
        {
            return;
        }

        var point = new ECPoint { X = Base64Url.DecodeFromChars(Text(key, "x")), Y = Base64Url.DecodeFromChars(Text(key, "y")) };
        if (point.X.Length == CoordinateSize && point.Y.Length == CoordinateSize)
        {
            keys[keyId] = new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point };
        }
    }

    private static string? Text(JsonElement key, string name) =>
        key.TryGetProperty(name, out var value) ? value.GetString() : null;
}
