namespace Prakerja.Domain.Draw;

/// <summary>
/// All entries of a batch in ticket order, by column: 16 bytes a ticket, 8 for household number, regency and group, 17 a household.
/// Made by <see cref="EntriesReader"/> or <see cref="EntriesWriter"/> only, so it is always well formed.
/// </summary>
public sealed class DrawEntries
{
    private readonly UInt128[] tickets;
    private readonly int[] households;
    private readonly ushort[] regencies;
    private readonly ushort[] groups;
    private readonly UInt128[] householdKeys;
    private readonly byte[] allowances;
    private readonly IReadOnlyList<Hash256> blocks;

    internal DrawEntries(EntryColumns columns, HouseholdTable table, MerkleBlocks tree)
    {
        (tickets, households, regencies, groups, Count) = (columns.Tickets, columns.Households, columns.Regencies, columns.Groups, columns.Count);
        (householdKeys, allowances) = table.Columns();
        HouseholdCount = table.Count;
        blocks = tree.Roots;
        Root = tree.Root;
    }

    public int Count { get; }

    public int HouseholdCount { get; }

    /// <summary>entriesRoot: the RFC 6962 tree hash over the lines.</summary>
    public Hash256 Root { get; }

    public DrawEntry this[int index] => new(
        tickets[index], RegencyAt(index), groups[index], householdKeys[households[index]], AllowanceOf(households[index]));

    public UInt128 TicketAt(int index) => tickets[index];

    public RegencyCode RegencyAt(int index) => new(regencies[index]);

    public int GroupAt(int index) => groups[index];

    /// <summary>Number of the household, 0 to <see cref="HouseholdCount"/> − 1.</summary>
    public int HouseholdAt(int index) => households[index];

    public int AllowanceOf(int household) => allowances[household];

    /// <summary>Index of a ticket, negative if it is not among the entries.</summary>
    public int IndexOf(UInt128 ticket) => tickets.AsSpan(0, Count).BinarySearch(ticket);

    /// <summary>RFC 6962 audit path of an entry to <see cref="Root"/>.</summary>
    public IReadOnlyList<Hash256> PathOf(int index)
    {
        var first = index / MerkleBlocks.BlockSize * MerkleBlocks.BlockSize;
        var leaves = new Hash256[Math.Min(MerkleBlocks.BlockSize, Count - first)];
        Span<byte> line = stackalloc byte[DrawEntry.MaxLineLength];
        for (var i = 0; i < leaves.Length; i++)
        {
            leaves[i] = MerkleTree.Leaf(line[..EntryLine.Format(this[first + i], line)]);
        }

        return MerkleBlocks.Path(blocks, index, leaves);
    }
}
