using System.Buffers.Binary;
using System.Security.Cryptography;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Local.Hosting;

/// <summary>The operating system's randomness.</summary>
public sealed class SystemRandomSource : IRandomSource
{
    public void Fill(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);
}

/// <summary>A stream of bytes that follows from a seed: SHA-256 in counter mode. For the simulator only.</summary>
public sealed class SeededRandomSource(long seed) : IRandomSource
{
    private readonly Lock gate = new();
    private readonly byte[] block = new byte[32];
    private long counter;
    private int used = 32;

    public void Fill(Span<byte> bytes)
    {
        lock (gate)
        {
            for (var i = 0; i < bytes.Length; i++)
            {
                if (used == block.Length)
                {
                    NextBlock();
                }

                bytes[i] = block[used++];
            }
        }
    }

    private void NextBlock()
    {
        Span<byte> input = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(input, seed);
        BinaryPrimitives.WriteInt64BigEndian(input[8..], counter++);
        SHA256.HashData(input, block);
        used = 0;
    }
}
