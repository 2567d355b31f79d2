using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Participants;

/// <summary>Milestones of the funnel, in its order.</summary>
public static class Milestones
{
    public const string Registered = "registered";
    public const string EmailProven = "emailProven";
    public const string IdentityVerified = "identityVerified";
    public const string Joined = "joined";
    public const string Selected = "selected";
    public const string Trained = "trained";
    public const string Paid = "paid";
    public const string Refused = "refused";
    public const string Revoked = "revoked";
    public const string Completed = "completed";
    public const string Withdrawn = "withdrawn";

    public static IReadOnlyList<string> All { get; } =
        [Registered, EmailProven, IdentityVerified, Joined, Selected, Trained, Paid, Completed, Refused, Revoked, Withdrawn];
}

/// <summary>
/// Exact counts per shard and milestone, written in the transaction of the change that reached it. A row is a map from
/// <c>""</c> (all) and <c>dimension:value</c> to a count.
/// </summary>
public sealed class FunnelCounters(ITableStore tables)
{
    private long changes;

    /// <summary>How often this host has counted somebody.</summary>
    public long Changes => Interlocked.Read(ref changes);

    public static IReadOnlyList<string> Dimensions { get; } = ["batch", "regency", "gender", "village", "disability", "group"];

    /// <summary>The writes that count one participant once in each milestone.</summary>
    public async ValueTask<IReadOnlyList<TableWrite>> WritesAsync(string shard, Participant participant, IReadOnlyList<string> milestones) =>
        milestones.Count == 0 ? [] : await WritesAsync(shard, milestones.ToDictionary(m => m, _ => new[] { participant }));

    /// <summary>The writes that count several participants of one shard.</summary>
    public async ValueTask<IReadOnlyList<TableWrite>> WritesAsync(string shard, IReadOnlyDictionary<string, Participant[]> reached)
    {
        var writes = new List<TableWrite>(reached.Count);
        foreach (var (milestone, participants) in reached)
        {
            writes.Add(await RaisedAsync(shard, milestone, participants.SelectMany(CellsOf)));
            PipelineMetrics.Milestone(milestone);
        }

        return writes;
    }

    /// <summary>The writes that raise other counts (<see cref="OnTime"/>).</summary>
    public async ValueTask<IReadOnlyList<TableWrite>> WritesAsync(string shard, IReadOnlyList<(string Row, string Cell)> counted)
    {
        var writes = new List<TableWrite>();
        foreach (var row in counted.GroupBy(c => c.Row, c => c.Cell, StringComparer.Ordinal))
        {
            writes.Add(await RaisedAsync(shard, row.Key, row));
        }

        return writes;
    }

    /// <summary>Totals over all shards: milestone, or another row of counts → cell → count.</summary>
    public async Task<IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>>> TotalsAsync()
    {
        var totals = Milestones.All.ToDictionary(m => m, _ => (IReadOnlyDictionary<string, long>)new SortedDictionary<string, long>(StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (var shard in ParticipantKeys.Shards)
        {
            await foreach (var row in tables.RowsAsync(ParticipantKeys.Table, shard, RowRange.Prefix(ParticipantKeys.Counter("")), pageSize: 100))
            {
                var name = row.Row[ParticipantKeys.Counter("").Length..];
                var sum = (SortedDictionary<string, long>)(totals.TryGetValue(name, out var known) ? known : totals[name] = new SortedDictionary<string, long>(StringComparer.Ordinal));
                foreach (var (cell, count) in PipelineJson.Read<Dictionary<string, long>>(row.Body))
                {
                    sum[cell] = sum.GetValueOrDefault(cell) + count;
                }
            }
        }

        return totals;
    }

    private async ValueTask<TableWrite> RaisedAsync(string shard, string name, IEnumerable<string> cells)
    {
        var key = ParticipantKeys.Counter(name);
        var row = await tables.GetAsync(ParticipantKeys.Table, shard, key);
        var counts = row is null ? [] : PipelineJson.Read<SortedDictionary<string, long>>(row.Body);
        foreach (var cell in cells)
        {
            counts[cell] = counts.GetValueOrDefault(cell) + 1;
        }

        Interlocked.Increment(ref changes);
        var body = PipelineJson.Write(counts);
        return row is null ? new TableWrite.Insert(key, body) : new TableWrite.Replace(key, body, row.ETag);
    }

    private static IEnumerable<string> CellsOf(Participant participant)
    {
        yield return "";
        if (participant.Facts.Profile is { } profile)
        {
            yield return $"regency:{participant.Facts.Domicile ?? profile.Regency}";
            yield return $"gender:{profile.Gender.Word()}";
            yield return $"village:{(profile.Village ? "true" : "false")}";
            yield return $"disability:{(profile.Disability ? "true" : "false")}";
        }

        if ((participant.Award?.Batch ?? participant.Batch?.Batch) is { } batch)
        {
            yield return $"batch:{batch}";
        }

        if (participant.Verification.Group is { } group)
        {
            yield return $"group:{group}";
        }
    }
}
