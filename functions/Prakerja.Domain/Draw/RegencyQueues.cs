namespace Prakerja.Domain.Draw;

/// <summary>Kept entries by regency, each regency in the draw's order: whoever is taken from a regency is always the next of its queue.</summary>
internal sealed class RegencyQueues
{
    private readonly int[] starts = new int[RegencyCode.Count + 1];
    private readonly int[] queued;

    public RegencyQueues(DrawEntries entries, HouseholdFilter filter, DrawOrder order, Spread spread)
    {
        for (var entry = 0; entry < entries.Count; entry++)
        {
            starts[entries.RegencyAt(entry).Number + 1] += filter.Keeps(entry) ? 1 : 0;
        }

        for (var regency = 0; regency < RegencyCode.Count; regency++)
        {
            starts[regency + 1] += starts[regency];
        }

        queued = new int[starts[^1]];
        Fill(entries, filter);
        Regencies = [.. Enumerable.Range(0, RegencyCode.Count).Where(regency => starts[regency + 1] > starts[regency])];
        spread(Regencies.Count, i => order.Sort(queued.AsSpan(starts[Regencies[i]], Length(Regencies[i]))));
    }

    /// <summary>Regencies with a kept entry, ascending.</summary>
    public IReadOnlyList<int> Regencies { get; }

    public int Length(int regency) => starts[regency + 1] - starts[regency];

    public ReadOnlySpan<int> this[int regency] => queued.AsSpan(starts[regency], Length(regency));

    private void Fill(DrawEntries entries, HouseholdFilter filter)
    {
        var next = starts[..RegencyCode.Count];
        for (var entry = 0; entry < entries.Count; entry++)
        {
            if (filter.Keeps(entry))
            {
                queued[next[entries.RegencyAt(entry).Number]++] = entry;
            }
        }
    }
}
