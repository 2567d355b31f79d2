namespace Prakerja.Pipeline.Participants;

/// <param name="Counts">Milestone → cell → count.</param>
public sealed record FunnelSnapshot(DateTimeOffset AsOf, IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> Counts);

/// <summary>
/// The funnel for whoever asks: summed up over all shards by one caller at a time, the others wait for that sum. It is kept for a minute, or for five seconds
/// while this host goes on counting; never beyond a count of this host when the clock stands still.
/// </summary>
public sealed class FunnelTotals(FunnelCounters counters, TimeProvider clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan KeptWhileCounting = TimeSpan.FromSeconds(5);
    private readonly Lock gate = new();
    private Sum? last;

    public Task<FunnelSnapshot> ReadAsync()
    {
        var now = clock.GetUtcNow();
        lock (gate)
        {
            if (last is null || !IsFresh(last, now))
            {
                last = new Sum(now, counters.Changes, TakeAsync(now));
            }

            return last.Snapshot;
        }
    }

    private bool IsFresh(Sum sum, DateTimeOffset now)
    {
        var age = now - sum.At;
        return !sum.Snapshot.IsCompleted || (sum.Snapshot.IsCompletedSuccessfully
            && (counters.Changes == sum.Changes ? age < Kept : age > TimeSpan.Zero && age < KeptWhileCounting));
    }

    private async Task<FunnelSnapshot> TakeAsync(DateTimeOffset now) => new(now, await counters.TotalsAsync());

    /// <param name="Changes">Counted by this host before.</param>
    private sealed record Sum(DateTimeOffset At, long Changes, Task<FunnelSnapshot> Snapshot);
}
