using Prakerja.Domain.Draw;

namespace Prakerja.Domain.Tests.Draw;

public sealed class MerkleTreeTests
{
    // The leaves and roots of the certificate-transparency test suite.
    private static readonly string[] KnownLeaves =
        ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    [Theory]
    [InlineData(0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(1, "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")]
    [InlineData(2, "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125")]
    [InlineData(8, "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328")]
    public void Root_OfKnownLeaves_IsTheKnownHash(int count, string root) =>
        Assert.Equal(root, MerkleTree.Root(KnownLeaves.Take(count).Select(l => MerkleTree.Leaf(Convert.FromHexString(l)))).ToString());

    [Fact]
    public void Root_OfEverySizeTo130_IsTheRecursiveDefinition()
    {
        for (var size = 0; size <= 130; size++)
        {
            var data = Enumerable.Range(0, size).Select(i => new[] { (byte)i }).ToArray();

            Assert.Equal(NaiveDraw.TreeHash(data), MerkleTree.Root(Leaves(size)).ToArray());
        }
    }

    [Fact]
    public void Path_OfEveryLeafInEverySizeTo40_ProvesThatLeafAndPlaceOnly()
    {
        for (var size = 1; size <= 40; size++)
        {
            var leaves = Leaves(size);
            var root = MerkleTree.Root(leaves);
            for (var index = 0; index < size; index++)
            {
                var path = MerkleTree.Path(leaves, index);

                var claimable = Enumerable.Range(0, size).Where(i => MerkleTree.Includes(root, size, i, leaves[index], path));

                Assert.Equal([index], claimable);
                Assert.False(MerkleTree.Includes(root, size, index, MerkleTree.Empty, path));
                Assert.False(MerkleTree.Includes(root, size, index, leaves[index], [.. path, root]));
                Assert.False(MerkleTree.Includes(MerkleTree.Empty, size, index, leaves[index], path));
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1023)]
    [InlineData(1024)]
    [InlineData(1025)]
    [InlineData(2048)]
    [InlineData(3500)]
    public void Blocks_AroundTheirSize_GiveRootAndPathsOfTheWholeTree(int size)
    {
        var leaves = Leaves(size);
        var blocks = new MerkleBlocks();
        Array.ForEach(leaves, blocks.Add);

        Assert.Equal(size, blocks.Count);
        Assert.Equal(MerkleTree.Root(leaves), blocks.Root);
        foreach (var index in new[] { 0, size / 2, size - 1 })
        {
            var block = leaves.Chunk(MerkleBlocks.BlockSize).ElementAt(index / MerkleBlocks.BlockSize);

            Assert.Equal(MerkleTree.Path(leaves, index), MerkleBlocks.Path(blocks.Roots, index, block));
        }
    }

    private static Hash256[] Leaves(int size) => [.. Enumerable.Range(0, size).Select(i => MerkleTree.Leaf([unchecked((byte)i)]))];
}
