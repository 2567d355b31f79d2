using System.Collections.Concurrent;
using Prakerja.Domain.Draw;

namespace Prakerja.Pipeline.Batches;

/// <summary>Reads single tickets from published files by the sparse index and ranges: 50 KB a question, however large the batch.</summary>
public sealed class DrawResults(BatchFiles files)
{
    private const int MaxKept = 32;
    private readonly ConcurrentDictionary<int, Task<DrawIndex>> indexes = new();

    /// <summary>Null if the ticket is not in the result.</summary>
    public async ValueTask<DrawOutcome?> FindAsync(int batch, string ticket)
    {
        if (!DrawEntry.TryParseId(ticket, out var id))
        {
            return null;
        }

        var index = await IndexAsync(batch);
        return index.BlockOf(id) is { } block ? await OutcomeAsync(batch, index, block, id) : null;
    }

    public async ValueTask<string?> CutOffAsync(int batch, string regency, int group) =>
        (await IndexAsync(batch)).CutOffs.GetValueOrDefault(DrawLists.CutOffKey(RegencyCode.Parse(regency), group));

    /// <summary>Null if the ticket is not among the entries.</summary>
    public async Task<TicketProof?> ProveAsync(int batch, string ticket)
    {
        if (!DrawEntry.TryParseId(ticket, out var id) || (await IndexAsync(batch)) is var index && index.BlockOf(id) is not { } block)
        {
            return null;
        }

        var bytes = (await files.ReadAsync(batch, BatchFiles.Entries, index.EntryOffset(block), index.EntryLength(block)))!;
        var (entry, position, leaves) = Locate(bytes, id);
        if (entry is not { } found)
        {
            return null;
        }

        var leaf = ((long)block * MerkleBlocks.BlockSize) + position;
        var outcome = await OutcomeAsync(batch, index, block, id) ?? throw new InvalidOperationException($"Entries and result of batch {batch} differ.");
        var cutOff = index.CutOffs.TryGetValue(DrawLists.CutOffKey(found.Regency, found.Group), out var text) && Hash256.TryParse(text, out var hash) ? hash : (Hash256?)null;
        return new TicketProof(
            found, leaf, index.Record.Counts.Entries, MerkleBlocks.Path(index.Roots, leaf, leaves), DrawSeed.Score(index.Record.Seed, id), outcome, cutOff);
    }

    private static (DrawEntry? Entry, int Position, List<Hash256> Leaves) Locate(ReadOnlySpan<byte> block, UInt128 ticket)
    {
        (DrawEntry? entry, var position, var leaves) = (null, -1, new List<Hash256>(MerkleBlocks.BlockSize));
        for (var rest = block; !rest.IsEmpty;)
        {
            var end = rest.IndexOf((byte)'\n');
            if (EntryLine.Parse(rest[..end], out var read) is null && read.Ticket == ticket)
            {
                (entry, position) = (read, leaves.Count);
            }

            leaves.Add(MerkleTree.Leaf(rest[..end]));
            rest = rest[(end + 1)..];
        }

        return (entry, position, leaves);
    }

    private async Task<DrawOutcome?> OutcomeAsync(int batch, DrawIndex index, int block, UInt128 ticket)
    {
        var bytes = (await files.ReadAsync(batch, BatchFiles.Result, index.ResultOffset(block), index.ResultLength(block)))!;
        for (ReadOnlyMemory<byte> rest = bytes; !rest.IsEmpty;)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            if (ResultLine.TryParse(rest.Span[..end], out var read, out var outcome) && read == ticket)
            {
                return outcome;
            }

            rest = rest[(end + 1)..];
        }

        return null;
    }

    /// <summary>The files of a drawn batch never change, so their index is kept.</summary>
    private async ValueTask<DrawIndex> IndexAsync(int batch)
    {
        if (indexes.Count > MaxKept)
        {
            indexes.Clear();
        }

        try
        {
            return await indexes.GetOrAdd(batch, LoadAsync);
        }
        catch
        {
            indexes.TryRemove(batch, out _);
            throw;
        }
    }

    private async Task<DrawIndex> LoadAsync(int batch)
    {
        var record = (DocumentRead<DrawRecord>.Accepted)DrawRecord.Parse(await files.ReadAsync(batch, BatchFiles.Record));
        var cutOffs = PipelineJson.Read<Dictionary<string, string>>((await files.ReadAsync(batch, BatchFiles.CutOffs))!);
        return new DrawIndex((await files.ReadAsync(batch, BatchFiles.Index))!, record.Value, cutOffs);
    }
}
