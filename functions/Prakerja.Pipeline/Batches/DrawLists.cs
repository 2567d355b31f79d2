using System.Buffers.Binary;
using System.Text;
using Prakerja.Domain.Draw;

namespace Prakerja.Pipeline.Batches;

/// <summary>
/// What is read from a result later, without reading the whole: the selected, each regency's reserves in rank order, cut-offs, and a sparse index (one
/// 64-byte record per 1,024 entries: first ticket, offsets of both files, Merkle root of the block).
/// </summary>
public sealed class DrawLists(BatchFiles files)
{
    public const int RecordSize = 64;

    public async Task WriteAsync(int batch, DrawResult result)
    {
        await files.PutAsync(batch, BatchFiles.Index, IndexOf(result));
        await using (var selected = new PartsStream(SelectedOf(result).ToAsyncEnumerable()))
        {
            await files.PutAsync(batch, BatchFiles.Selected, selected);
        }

        foreach (var (regency, tickets) in ReservesOf(result))
        {
            await files.PutAsync(batch, BatchFiles.Reserves(regency.ToString()), Encoding.ASCII.GetBytes(string.Concat(tickets.Select(t => t.Value + "\n"))));
        }

        await files.PutAsync(batch, BatchFiles.CutOffs, PipelineJson.Write(CutOffsOf(result)));
    }

    public static string CutOffKey(RegencyCode regency, int group) => $"{regency}|{group}";

    private static IEnumerable<ReadOnlyMemory<byte>> SelectedOf(DrawResult result)
    {
        for (var i = 0; i < result.Entries.Count; i++)
        {
            if (result[i].IsSelected)
            {
                yield return Encoding.ASCII.GetBytes(DrawEntry.IdText(result.Entries.TicketAt(i)) + "\n");
            }
        }
    }

    private static SortedDictionary<RegencyCode, SortedDictionary<int, string>> ReservesOf(DrawResult result)
    {
        var reserves = new SortedDictionary<RegencyCode, SortedDictionary<int, string>>();
        for (var i = 0; i < result.Entries.Count; i++)
        {
            if (result[i] is { Kind: DrawOutcomeKind.Reserve } reserve)
            {
                var regency = result.Entries.RegencyAt(i);
                var ranked = reserves.TryGetValue(regency, out var known) ? known : reserves[regency] = [];
                ranked.Add(reserve.Rank, DrawEntry.IdText(result.Entries.TicketAt(i)));
            }
        }

        return reserves;
    }

    private static SortedDictionary<string, string> CutOffsOf(DrawResult result)
    {
        var cutOffs = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var seen = new HashSet<(RegencyCode Regency, int Group)>();
        for (var i = 0; i < result.Entries.Count; i++)
        {
            var (regency, group) = (result.Entries.RegencyAt(i), result.Entries.GroupAt(i));
            if (seen.Add((regency, group)) && result.CutOff(regency, group) is { } score)
            {
                cutOffs[CutOffKey(regency, group)] = score.ToString();
            }
        }

        return cutOffs;
    }

    private static byte[] IndexOf(DrawResult result)
    {
        var entries = result.Entries;
        var index = new byte[(entries.Count + MerkleBlocks.BlockSize - 1) / MerkleBlocks.BlockSize * RecordSize];
        var (entryOffset, resultOffset, tree) = (0L, 0L, new MerkleBlocks());
        Span<byte> line = stackalloc byte[DrawEntry.MaxLineLength];
        for (var i = 0; i < entries.Count; i++)
        {
            if (i % MerkleBlocks.BlockSize == 0)
            {
                var record = index.AsSpan(i / MerkleBlocks.BlockSize * RecordSize);
                BinaryPrimitives.WriteUInt128BigEndian(record, entries.TicketAt(i));
                BinaryPrimitives.WriteInt64BigEndian(record[16..], entryOffset);
                BinaryPrimitives.WriteInt64BigEndian(record[24..], resultOffset);
            }

            var length = EntryLine.Format(entries[i], line);
            tree.Add(MerkleTree.Leaf(line[..length]));
            entryOffset += length + 1;
            resultOffset += ResultLine.Format(entries.TicketAt(i), result[i], line) + 1;
        }

        for (var block = 0; block < tree.Roots.Count; block++)
        {
            tree.Roots[block].CopyTo(index.AsSpan((block * RecordSize) + 32));
        }

        return index;
    }
}
