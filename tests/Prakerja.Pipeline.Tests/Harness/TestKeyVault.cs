using System.Security.Cryptography;
using System.Text;
using Prakerja.Domain.Draw;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Tests.Harness;

public sealed class TestKeyVault : IKeyVault
{
    private static readonly byte[] Master = SHA256.HashData("master"u8);
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string SigningKeyId => "test-key";

    public string JsonWebKeySet => $"{{\"keys\":[{JsonWebKeys.Write(SigningKeyId, key)}]}}";

    public ReadOnlyMemory<byte> Secret(string purpose) => HMACSHA256.HashData(Master, Encoding.ASCII.GetBytes(purpose));

    public ValueTask<byte[]> WrapAsync(ReadOnlyMemory<byte> dataKey, CancellationToken cancellation = default) => ValueTask.FromResult(Mask(dataKey.ToArray()));

    public ValueTask<byte[]> UnwrapAsync(ReadOnlyMemory<byte> wrapped, CancellationToken cancellation = default) => ValueTask.FromResult(Mask(wrapped.ToArray()));

    public Task<byte[]> SignDigestAsync(ReadOnlyMemory<byte> digest, CancellationToken cancellation = default)
    {
        lock (key)
        {
            return Task.FromResult(key.SignHash(digest.Span, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
        }
    }

    private static byte[] Mask(byte[] bytes) => [.. bytes.Select((b, i) => (byte)(b ^ Master[i % 32]))];
}

/// <summary>A stream of bytes that follows from a seed.</summary>
public sealed class SeededRandom(string seed) : IRandomSource
{
    private readonly byte[] key = SHA256.HashData(Encoding.UTF8.GetBytes(seed));
    private readonly Lock gate = new();
    private long block;

    public void Fill(Span<byte> bytes)
    {
        lock (gate)
        {
            for (var rest = bytes; !rest.IsEmpty;)
            {
                var next = HMACSHA256.HashData(key, BitConverter.GetBytes(block++));
                var count = Math.Min(next.Length, rest.Length);
                next.AsSpan(0, count).CopyTo(rest);
                rest = rest[count..];
            }
        }
    }
}
