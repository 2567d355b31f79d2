using System.Security.Cryptography;
using Prakerja.Domain.Draw;

namespace Prakerja.Benchmarks.Draw;

/// <summary>What no draw can do without: each line once through a leaf hash, a node hash and an HMAC, on all cores. Nothing is kept or decided.</summary>
internal static class Floor
{
    private const int Lines = 16_384;

    public static int Run(string path)
    {
        var seed = Hash256.Of("the floor"u8).ToArray();
        Parallel.ForEach(Blocks(path), block => HashLines(block, seed));
        return 0;
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Blocks(string path)
    {
        using var file = File.OpenRead(path);
        var rest = Array.Empty<byte>();
        while (true)
        {
            var buffer = new byte[Lines * DrawEntry.MaxLineLength];
            rest.CopyTo(buffer, 0);
            var length = rest.Length + file.ReadAtLeast(buffer.AsSpan(rest.Length), buffer.Length - rest.Length, throwOnEndOfStream: false);
            if (length == 0)
            {
                yield break;
            }

            var end = buffer.AsSpan(0, length).LastIndexOf((byte)'\n') + 1;
            rest = buffer[end..length];
            yield return buffer.AsMemory(0, end);
        }
    }

    private static void HashLines(ReadOnlyMemory<byte> block, byte[] seed)
    {
        Span<byte> ticket = stackalloc byte[16];
        Span<byte> score = stackalloc byte[Hash256.Size];
        var node = default(Hash256);
        for (var rest = block.Span; !rest.IsEmpty;)
        {
            var end = rest.IndexOf((byte)'\n');
            node = MerkleTree.Node(node, MerkleTree.Leaf(rest[..end]));
            Convert.FromHexString(rest[..32], ticket, out _, out _);
            HMACSHA256.HashData(seed, ticket, score);
            rest = rest[(end + 1)..];
        }
    }
}
