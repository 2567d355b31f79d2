using Prakerja.Pipeline;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Local.Sandbox.Residents;

/// <summary>
/// Gives out numbers in blocks of a thousand: a seed's n-th block is where its hash points, or, if another seed of this data directory
/// holds that one, the next place its hash points to.
/// </summary>
internal sealed class ResidentNumbers(ITableStore tables)
{
    public const int BlockSize = 1000;
    private const long Blocks = ResidentNumber.Count / BlockSize;
    private const string Partition = "blocks";

    /// <summary>The first number of a block.</summary>
    public async Task<long> BlockAsync(long seed, int block)
    {
        var owner = new BlockOwner(seed, block);
        for (var attempt = 0; ; attempt++)
        {
            var place = (long)(Dice.Hash(seed, ((long)attempt << 32) + block, 0) % (ulong)Blocks);
            if (await ClaimAsync(place, owner))
            {
                return place * BlockSize;
            }
        }
    }

    private async Task<bool> ClaimAsync(long place, BlockOwner owner)
    {
        var row = place.ToString("D8");
        var claimed = await tables.CommitAsync(ResidentStore.Table, Partition, [new TableWrite.Insert(row, PipelineJson.Write(owner))]);
        return claimed.Committed
            || (await tables.GetAsync(ResidentStore.Table, Partition, row) is { } held && PipelineJson.Read<BlockOwner>(held.Body) == owner);
    }

    private sealed record BlockOwner(long Seed, int Block);
}
