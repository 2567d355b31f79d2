using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Batches;

/// <summary>Places of a year that came back and wait for a recovery batch, and the money that came free with them.</summary>
/// <param name="Places">By regency.</param>
/// <param name="Released">Whole Rupiah the year's budget has again or never spent, of all places that ever came back.</param>
public sealed record PotCounts(SortedDictionary<string, int> Places, long Released)
{
    public static PotCounts Empty => new([], 0);

    public PotCounts With(string regency, int places, long released)
    {
        var sum = new SortedDictionary<string, int>(Places, StringComparer.Ordinal);
        sum[regency] = sum.GetValueOrDefault(regency) + places;
        return new PotCounts(sum, Released + released);
    }
}

/// <summary>
/// The recovery pot of each year: table <c>batchplaces</c>. Places given back count in 16 partitions <c>pot-{year}-{first digit of the ticket}</c>, since
/// thousands come back in one night; whole batches (unused, taken up) in <c>pot-{year}</c>, where what was taken stands below zero. Every addition has a key
/// and counts once.
/// </summary>
public sealed class RecoveryPot(ITableStore tables)
{
    public const string Table = "batchplaces";
    private const string Counts = "counts";
    private const string Digits = "0123456789abcdef";

    public async Task<PotCounts> ReadAsync(int year) => await SumAsync(year, (await ReadRowAsync(Partition(year))).Counts);

    /// <summary>A place given back that no reserve could take. Again with more money, when more of it has come back.</summary>
    /// <param name="released">Whole Rupiah of the place that the budget has.</param>
    public async Task AddAsync(Batch batch, string regency, string ticket, long released)
    {
        var (partition, key) = ($"{Partition(batch.Year)}-{ticket[0]}", $"t|{ticket}");
        while (true)
        {
            var row = await tables.GetAsync(Table, partition, key);
            var known = row is null ? null : PipelineJson.Read<Share>(row.Body);
            if (known?.Released >= released)
            {
                return;
            }

            var (counts, etag) = await ReadRowAsync(partition);
            var after = counts.With(regency, known is null ? 1 : 0, released - (known?.Released ?? 0));
            if ((await tables.CommitAsync(Table, partition, [BatchStore.Write(key, new Share(released), row?.ETag), BatchStore.Write(Counts, after, etag)])).Committed)
            {
                return;
            }
        }
    }

    /// <summary>Places that nobody was there to take, credited to the regencies in order of code.</summary>
    public async Task AddUnusedAsync(Batch batch, int unused)
    {
        if (unused > 0)
        {
            await ChangeAsync(batch.Year, $"u|{batch.Number:D6}", counts => ValueTask.FromResult((Spread(counts, batch, unused), new Taken(new Dictionary<string, int>()))));
        }
    }

    /// <summary>A recovery batch takes what there is, up to its own places.</summary>
    public Task TakeAsync(Batch batch) => ChangeAsync(batch.Year, Taking(batch), async counts =>
    {
        var there = (await SumAsync(batch.Year, counts)).Places;
        var taken = batch.Places.ToDictionary(p => p.Key, p => Math.Min(p.Value, there.GetValueOrDefault(p.Key)), StringComparer.Ordinal);
        return (taken.Aggregate(counts, (left, p) => left.With(p.Key, -p.Value, 0)), new Taken(taken));
    });

    /// <summary>A recovery batch that was cancelled gives back what it took.</summary>
    public async Task GiveBackAsync(Batch batch)
    {
        if (await tables.GetAsync(Table, Partition(batch.Year), Taking(batch)) is { } row)
        {
            var taken = PipelineJson.Read<Taken>(row.Body);
            await ChangeAsync(batch.Year, $"c|{batch.Number:D6}", counts => ValueTask.FromResult((taken.Places.Aggregate(counts, (left, p) => left.With(p.Key, p.Value, 0)), taken)));
        }
    }

    private static PotCounts Spread(PotCounts counts, Batch batch, int unused)
    {
        foreach (var (regency, places) in batch.Places)
        {
            var share = Math.Min(places, unused);
            counts = counts.With(regency, share, share * batch.Terms.Total);
            unused -= share;
        }

        return counts;
    }

    private async Task ChangeAsync(int year, string key, Func<PotCounts, ValueTask<(PotCounts After, Taken Taken)>> change)
    {
        while (true)
        {
            var (counts, etag) = await ReadRowAsync(Partition(year));
            var (after, taken) = await change(counts);
            var marker = new TableWrite.Insert(key, PipelineJson.Write(taken));
            var result = await tables.CommitAsync(Table, Partition(year), [marker, BatchStore.Write(Counts, after, etag)]);
            if (result.Committed || (result.Conflict == CommitConflict.Exists && result.FailedIndex == 0))
            {
                return;
            }
        }
    }

    /// <summary>With the places given back one by one.</summary>
    private async Task<PotCounts> SumAsync(int year, PotCounts sum)
    {
        foreach (var digit in Digits)
        {
            var (counts, _) = await ReadRowAsync($"{Partition(year)}-{digit}");
            sum = counts.Places.Aggregate(sum with { Released = sum.Released + counts.Released }, (all, p) => all.With(p.Key, p.Value, 0));
        }

        return sum;
    }

    private async ValueTask<(PotCounts Counts, string? ETag)> ReadRowAsync(string partition)
    {
        var row = await tables.GetAsync(Table, partition, Counts);
        return row is null ? (PotCounts.Empty, null) : (PipelineJson.Read<PotCounts>(row.Body), row.ETag);
    }

    private static string Partition(int year) => $"pot-{year}";

    private static string Taking(Batch batch) => $"b|{batch.Number:D6}";

    /// <param name="Places">By regency, what a whole batch took.</param>
    private sealed record Taken(IReadOnlyDictionary<string, int> Places);

    private sealed record Share(long Released);
}
