using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Batches;

/// <summary>Places of a year that came back and wait for a recovery batch, and the money that came free with them.</summary>
/// <param name="Places">By regency.</param>
/// <param name="Released">Whole Rupiah no longer committed, of all places that ever came back.</param>
public sealed record PotCounts(SortedDictionary<string, int> Places, long Released)
{
    public static PotCounts Empty => new([], 0);
}

/// <summary>The recovery pot of each year: table <c>batchplaces</c>, partition <c>pot-{year}</c>; every addition has a key and counts once.</summary>
public sealed class RecoveryPot(ITableStore tables)
{
    public const string Table = "batchplaces";
    private const string Counts = "counts";

    public async ValueTask<PotCounts> ReadAsync(int year) => (await ReadRowAsync(year)).Counts;

    /// <summary>A place given back that no reserve could take.</summary>
    public Task AddAsync(Batch batch, string regency, string ticket) =>
        ChangeAsync(batch.Year, $"t|{ticket}", counts => Add(counts, regency, 1, batch.Terms.Total));

    /// <summary>Places that nobody was there to take, credited to the regencies in order of code.</summary>
    public async Task AddUnusedAsync(Batch batch, int unused)
    {
        if (unused > 0)
        {
            await ChangeAsync(batch.Year, $"u|{batch.Number:D6}", counts => Spread(counts, batch, unused));
        }
    }

    /// <summary>A recovery batch takes what there is, up to its own places.</summary>
    public Task TakeAsync(Batch batch) => ChangeAsync(batch.Year, $"b|{batch.Number:D6}", counts =>
    {
        var left = new SortedDictionary<string, int>(counts.Places, StringComparer.Ordinal);
        foreach (var (regency, places) in batch.Places.Where(p => left.ContainsKey(p.Key)))
        {
            left[regency] = Math.Max(0, left[regency] - places);
        }

        return counts with { Places = left };
    });

    private static PotCounts Spread(PotCounts counts, Batch batch, int unused)
    {
        foreach (var (regency, places) in batch.Places)
        {
            var share = Math.Min(places, unused);
            counts = Add(counts, regency, share, share * batch.Terms.Total);
            unused -= share;
        }

        return counts;
    }

    private static PotCounts Add(PotCounts counts, string regency, int places, long released)
    {
        var sum = new SortedDictionary<string, int>(counts.Places, StringComparer.Ordinal);
        sum[regency] = sum.GetValueOrDefault(regency) + places;
        return new PotCounts(sum, counts.Released + released);
    }

    private async Task ChangeAsync(int year, string key, Func<PotCounts, PotCounts> change)
    {
        while (true)
        {
            var (counts, etag) = await ReadRowAsync(year);
            var marker = new TableWrite.Insert(key, PipelineJson.Write(new { }));
            var result = await tables.CommitAsync(Table, Partition(year), [marker, BatchStore.Write(Counts, change(counts), etag)]);
            if (result.Committed || (result.Conflict == CommitConflict.Exists && result.FailedIndex == 0))
            {
                return;
            }
        }
    }

    private async ValueTask<(PotCounts Counts, string? ETag)> ReadRowAsync(int year)
    {
        var row = await tables.GetAsync(Table, Partition(year), Counts);
        return row is null ? (PotCounts.Empty, null) : (PipelineJson.Read<PotCounts>(row.Body), row.ETag);
    }

    private static string Partition(int year) => $"pot-{year}";
}
