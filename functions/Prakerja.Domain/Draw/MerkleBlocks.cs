namespace Prakerja.Domain.Draw;

/// <summary>
/// A Merkle tree remembered by the roots of its blocks of <see cref="BlockSize"/> leaves: enough to give any audit path from the
/// leaves of one block, at 32 bytes per block.
/// </summary>
public sealed class MerkleBlocks
{
    /// <summary>A power of two, so that every block is a subtree.</summary>
    public const int BlockSize = 1024;

    private readonly List<Hash256> blocks = [];
    private readonly MerkleRoot open = new();

    public long Count => ((long)blocks.Count * BlockSize) + open.Count;

    public Hash256 Root => MerkleTree.Root(Roots);

    /// <summary>Roots of all blocks, the last one perhaps of a block not yet full.</summary>
    public IReadOnlyList<Hash256> Roots => open.Count == 0 ? blocks : [.. blocks, open.Current];

    public void Add(Hash256 leaf)
    {
        open.Add(leaf);
        if (open.Count == BlockSize)
        {
            blocks.Add(open.Current);
            open.Clear();
        }
    }

    /// <summary>The audit path of leaf <paramref name="index"/>.</summary>
    /// <param name="roots">Of all blocks, as <see cref="Roots"/> gives them.</param>
    /// <param name="index">Leaf in the whole tree.</param>
    /// <param name="block">All leaf hashes of the block the leaf is in.</param>
    public static IReadOnlyList<Hash256> Path(IReadOnlyList<Hash256> roots, long index, IReadOnlyList<Hash256> block) =>
        [.. MerkleTree.Path(block, (int)(index % BlockSize)), .. MerkleTree.Path(roots, (int)(index / BlockSize))];
}
