namespace Prakerja.Domain.Draw;

/// <summary>The RFC 6962 root of leaves as they come, in O(log n) memory: one hash per complete subtree.</summary>
public sealed class MerkleRoot
{
    private readonly Hash256[] complete = new Hash256[63];
    private int depth;

    public long Count { get; private set; }

    /// <summary>The root over the leaves so far.</summary>
    public Hash256 Current
    {
        get
        {
            if (depth == 0)
            {
                return MerkleTree.Empty;
            }

            var root = complete[depth - 1];
            for (var i = depth - 2; i >= 0; i--)
            {
                root = MerkleTree.Node(complete[i], root);
            }

            return root;
        }
    }

    public void Add(Hash256 leaf)
    {
        var hash = leaf;
        for (var bits = Count; (bits & 1) == 1; bits >>= 1)
        {
            hash = MerkleTree.Node(complete[--depth], hash);
        }

        complete[depth++] = hash;
        Count++;
    }

    public void Clear()
    {
        depth = 0;
        Count = 0;
    }
}
