namespace Prakerja.Domain.Draw;

/// <summary>Step 2: within each household the first entries up to its allowance are kept. One pass, the two best of each household.</summary>
internal sealed class HouseholdFilter
{
    private readonly DrawEntries entries;
    private readonly DrawOrder order;
    private readonly int[] first;
    private readonly int[] second;

    public HouseholdFilter(DrawEntries entries, DrawOrder order)
    {
        (this.entries, this.order) = (entries, order);
        first = new int[entries.HouseholdCount];
        second = new int[entries.HouseholdCount];
        Array.Fill(first, -1);
        Array.Fill(second, -1);
        for (var entry = 0; entry < entries.Count; entry++)
        {
            Offer(entry, entries.HouseholdAt(entry));
        }
    }

    public bool Keeps(int entry)
    {
        var household = entries.HouseholdAt(entry);
        return entry == first[household] || (entry == second[household] && entries.AllowanceOf(household) == DrawEntry.MaxAllowance);
    }

    private void Offer(int entry, int household)
    {
        if (Before(entry, first[household]))
        {
            (first[household], second[household]) = (entry, first[household]);
        }
        else if (Before(entry, second[household]))
        {
            second[household] = entry;
        }
    }

    private bool Before(int entry, int other) => other < 0 || order.Compare(entry, other) < 0;
}
