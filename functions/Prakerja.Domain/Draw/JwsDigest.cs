using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Prakerja.Domain.Draw;

/// <summary>
/// SHA-256 of a JWS signing input, <c>header.base64url(payload)</c> (RFC 7515), over a payload that comes in pieces and never
/// stands in memory as a whole.
/// </summary>
public sealed class JwsDigest : IDisposable
{
    private const int Group = 3;
    private const int Piece = 3 * 4096;

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] encoded = new byte[Piece / Group * 4];
    private readonly byte[] rest = new byte[Group];
    private int held;

    /// <param name="encodedHeader">The protected header, base64url.</param>
    public JwsDigest(string encodedHeader) => hash.AppendData(Encoding.ASCII.GetBytes(encodedHeader + "."));

    public void Append(ReadOnlySpan<byte> payload)
    {
        var left = payload;
        while (held > 0 && held < Group && !left.IsEmpty)
        {
            rest[held++] = left[0];
            left = left[1..];
        }

        if (held == Group)
        {
            Encode(rest);
            held = 0;
        }

        for (; left.Length >= Group; left = left[Math.Min(Piece, left.Length / Group * Group)..])
        {
            Encode(left[..Math.Min(Piece, left.Length / Group * Group)]);
        }

        left.CopyTo(rest.AsSpan(held));
        held += left.Length;
    }

    /// <summary>The digest that ES256 signs.</summary>
    public byte[] Complete()
    {
        Encode(rest.AsSpan(0, held));
        return hash.GetHashAndReset();
    }

    public void Dispose() => hash.Dispose();

    private void Encode(ReadOnlySpan<byte> bytes) => hash.AppendData(encoded, 0, Base64Url.EncodeToUtf8(bytes, encoded));
}
