using System.Text.Json;
using System.Text.Json.Serialization;

namespace Prakerja.Pipeline.Gateways;

/// <summary>A round as a relay serves it: <c>{round, randomness, signature}</c>; other members are passed over.</summary>
internal sealed record DrandRound([property: JsonRequired] long Round, [property: JsonRequired] string Randomness, [property: JsonRequired] string Signature)
{
    /// <summary>A point of G1, compressed (BLS12-381).</summary>
    private const int SignatureBytes = 48;

    /// <summary>The two upper bits of a compressed point that is not infinity.</summary>
    private const int PointFlags = 0b1100_0000;
    private const int CompressedPoint = 0b1000_0000;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Web) { NumberHandling = JsonNumberHandling.Strict };

    /// <summary>The signature in an answer for a round; null if it is anything but the round asked for, consistent in itself.</summary>
    public static byte[]? Read(ReadOnlySpan<byte> answer, long asked)
    {
        try
        {
            return JsonSerializer.Deserialize<DrandRound>(answer, Json) is { } round && round.Round == asked ? round.SignatureIfSound() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private byte[]? SignatureIfSound()
    {
        var signature = new byte[SignatureBytes];
        var read = Signature is { Length: SignatureBytes * 2 } && Convert.FromHexString(Signature, signature, out _, out _) == System.Buffers.OperationStatus.Done;
        return read && (signature[0] & PointFlags) == CompressedPoint
            && string.Equals(Randomness, Domain.Draw.Hash256.Of(signature).ToString(), StringComparison.Ordinal) ? signature : null;
    }
}
