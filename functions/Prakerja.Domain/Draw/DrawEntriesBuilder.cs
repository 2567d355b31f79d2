namespace Prakerja.Domain.Draw;

/// <summary>Takes entries in ticket order with their lines; what reader and writer of the file share.</summary>
internal sealed class DrawEntriesBuilder(int capacity)
{
    private readonly EntryColumns columns = new(capacity);
    private readonly HouseholdTable households = new(capacity);
    private readonly MerkleBlocks tree = new();

    public int Count => columns.Count;

    /// <summary>Null if the entry was taken, otherwise what is wrong with it among those before it.</summary>
    public string? Add(in DrawEntry entry, ReadOnlySpan<byte> line)
    {
        if (Count > 0 && columns.Tickets[Count - 1] >= entry.Ticket)
        {
            return columns.Tickets[Count - 1] == entry.Ticket
                ? "repeats the ticket of the line before (duplicate)"
                : "is out of order: tickets must ascend (unsorted)";
        }

        var household = households.Add(entry.Household, entry.Allowance);
        if (household < 0)
        {
            return "has another allowance than an earlier entry of the same household (mixed allowances)";
        }

        columns.Add(entry, household);
        tree.Add(MerkleTree.Leaf(line));
        return null;
    }

    public DrawEntries Build() => new(columns, households, tree);
}
