using System.Buffers.Binary;
using Prakerja.Domain.Draw;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Batches;

/// <summary>Where a receipt stands in the log: leaf <paramref name="Index"/> of the tree of its hour.</summary>
/// <param name="Path">RFC 6962 audit path, the leaf's sibling first.</param>
public sealed record ReceiptPlace(long Index, IReadOnlyList<Hash256> Path);

/// <summary>
/// The receipts of one hour of the log: container <c>receipts</c>, a file of 48 bytes a receipt (ticket, leaf hash), ascending by ticket, and a sparse
/// index of it (first ticket and root of every 1,024). Named by the hour and its root, so that two hosts at it never spoil each other's.
/// </summary>
public sealed class ReceiptHour(IBlobStore blobs)
{
    public const string Container = "receipts";
    private const int RecordSize = 16 + Hash256.Size;

    /// <summary>Stores the hour; may be repeated.</summary>
    /// <param name="receipts">Ticket and leaf, ascending by ticket.</param>
    /// <returns>The RFC 6962 root over the leaves.</returns>
    public async Task<Hash256> WriteAsync(string hour, IReadOnlyList<(UInt128 Ticket, Hash256 Leaf)> receipts)
    {
        var tree = new MerkleBlocks();
        foreach (var (_, leaf) in receipts)
        {
            tree.Add(leaf);
        }

        var root = tree.Root;
        await PutAsync(Name(hour, root), receipts);
        await PutAsync(Name(hour, root) + "/index", [.. tree.Roots.Select((block, i) => (receipts[i * MerkleBlocks.BlockSize].Ticket, block))]);
        return root;
    }

    /// <summary>All tickets of an hour.</summary>
    public async Task<HashSet<UInt128>> TicketsAsync(string hour, string root) => [.. (await ReadAsync(Name(hour, root), 0, null)).Select(r => r.Ticket)];

    /// <summary>Null if the ticket is not in that hour.</summary>
    public async Task<ReceiptPlace?> FindAsync(string hour, string root, UInt128 ticket)
    {
        var index = await ReadAsync(Name(hour, root) + "/index", 0, null);
        var block = index.FindLastIndex(first => first.Ticket <= ticket);
        if (block < 0)
        {
            return null;
        }

        const long BlockBytes = MerkleBlocks.BlockSize * RecordSize;
        var leaves = await ReadAsync(Name(hour, root), block * BlockBytes, BlockBytes);
        var position = leaves.FindIndex(leaf => leaf.Ticket == ticket);
        var leafIndex = ((long)block * MerkleBlocks.BlockSize) + position;
        return position < 0
            ? null
            : new ReceiptPlace(leafIndex, MerkleBlocks.Path([.. index.Select(i => i.Hash)], leafIndex, [.. leaves.Select(l => l.Hash)]));
    }

    private static string Name(string hour, Hash256 root) => Name(hour, root.ToString());

    private static string Name(string hour, string root) => $"{hour}/{root}";

    private async Task PutAsync(string name, IReadOnlyList<(UInt128 Ticket, Hash256 Hash)> records)
    {
        var bytes = new byte[records.Count * RecordSize];
        for (var i = 0; i < records.Count; i++)
        {
            BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(i * RecordSize), records[i].Ticket);
            records[i].Hash.CopyTo(bytes.AsSpan((i * RecordSize) + 16));
        }

        using var stream = new MemoryStream(bytes, writable: false);
        await blobs.PutAsync(Container, name, stream, "application/octet-stream", overwrite: true);
    }

    private async Task<List<(UInt128 Ticket, Hash256 Hash)>> ReadAsync(string name, long offset, long? length)
    {
        await using var stream = await blobs.OpenAsync(Container, name, offset, length) ?? throw new InvalidOperationException($"The log of receipts has no {name}.");
        using var whole = new MemoryStream();
        await stream.CopyToAsync(whole);
        var bytes = whole.ToArray();
        return [.. Enumerable.Range(0, bytes.Length / RecordSize).Select(i => (
            BinaryPrimitives.ReadUInt128BigEndian(bytes.AsSpan(i * RecordSize)), new Hash256(bytes.AsSpan((i * RecordSize) + 16, Hash256.Size))))];
    }
}
