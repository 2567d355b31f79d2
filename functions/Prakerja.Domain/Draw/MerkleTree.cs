using System.Security.Cryptography;

namespace Prakerja.Domain.Draw;

/// <summary>Merkle tree hashes of RFC 6962, section 2.1: SHA-256, leaf = H(0 ‖ data), node = H(1 ‖ left ‖ right).</summary>
public static class MerkleTree
{
    /// <summary>The hash of no leaves: SHA-256 of nothing.</summary>
    public static Hash256 Empty => Hash256.Of([]);

    /// <param name="data">Up to 1 KiB.</param>
    public static Hash256 Leaf(ReadOnlySpan<byte> data)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(data.Length, 1024, nameof(data));
        Span<byte> buffer = stackalloc byte[data.Length + 1];
        buffer[0] = 0;
        data.CopyTo(buffer[1..]);
        return Hash256.Of(buffer);
    }

    public static Hash256 Node(Hash256 left, Hash256 right)
    {
        Span<byte> buffer = stackalloc byte[1 + (2 * Hash256.Size)];
        buffer[0] = 1;
        left.CopyTo(buffer[1..]);
        right.CopyTo(buffer[33..]);
        Span<byte> hash = stackalloc byte[Hash256.Size];
        SHA256.HashData(buffer, hash);
        return new Hash256(hash);
    }

    /// <summary>The root over leaf hashes.</summary>
    public static Hash256 Root(IEnumerable<Hash256> leaves)
    {
        var root = new MerkleRoot();
        foreach (var leaf in leaves)
        {
            root.Add(leaf);
        }

        return root.Current;
    }

    /// <summary>The audit path of a leaf, its sibling first (RFC 6962, section 2.1.1).</summary>
    public static IReadOnlyList<Hash256> Path(IReadOnlyList<Hash256> leaves, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, leaves.Count);
        var path = new List<Hash256>();
        var level = leaves;
        for (var position = index; level.Count > 1; position /= 2)
        {
            var sibling = position ^ 1;
            if (sibling < level.Count)
            {
                path.Add(level[sibling]);
            }

            level = Above(level);
        }

        return path;
    }

    /// <summary>Whether a leaf is the one at <paramref name="index"/> of the tree of <paramref name="size"/> leaves with this root (RFC 9162, section 2.1.3.2).</summary>
    public static bool Includes(Hash256 root, long size, long index, Hash256 leaf, IReadOnlyList<Hash256> path)
    {
        if (index < 0 || index >= size)
        {
            return false;
        }

        var (position, last, hash) = (index, size - 1, leaf);
        foreach (var sibling in path)
        {
            if (last == 0)
            {
                return false;
            }

            if (position % 2 == 1 || position == last)
            {
                hash = Node(sibling, hash);
                var steps = long.TrailingZeroCount(position);
                (position, last) = (position >> (int)steps, last >> (int)steps);
            }
            else
            {
                hash = Node(hash, sibling);
            }

            (position, last) = (position / 2, last / 2);
        }

        return last == 0 && hash == root;
    }

    // A last node without a sibling rises unchanged: the same tree as splitting at the largest power of two below n.
    private static Hash256[] Above(IReadOnlyList<Hash256> level)
    {
        var above = new Hash256[(level.Count + 1) / 2];
        for (var i = 0; i < above.Length; i++)
        {
            above[i] = (2 * i) + 1 < level.Count ? Node(level[2 * i], level[(2 * i) + 1]) : level[2 * i];
        }

        return above;
    }
}
