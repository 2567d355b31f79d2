using Microsoft.Extensions.Logging;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Deadlines;

/// <summary>
/// Days and times at which a participant's lifecycle must look again: rows in the participant's own shard, written with the change that causes them,
/// swept by range. A row for a date that has become moot wakes once for nothing.
/// </summary>
public static class DueDates
{
    public static string Row(DateTimeOffset at, string participant, string what) => $"d|{at.UtcTicks:D19}|{participant}|{what}";

    public static RowRange Until(DateTimeOffset now) => new("d|", $"d|{now.UtcTicks + 1:D19}");

    /// <summary>Wakes the lifecycle at <paramref name="at"/> (at the next sweep, six hours later at the latest; the sweep at midnight WIB is exact).</summary>
    public static void WakeAt(this ParticipantChange change, DateTimeOffset at, string what) =>
        change.Upsert(Row(at, change.Before.Id, what), new DueDate(change.Before.Id));
}

public sealed record DueDate(string Participant);

/// <summary>Every six hours, midnight WIB included, since days are what the programme counts in: wakes whoever has a date that has come. Removal and wake-up are one commit. A row that cannot be worked on is told and left, a shard that cannot be reached waits for the next sweep: neither holds up anybody else.</summary>
public sealed class DueDateSweep(ITableStore tables, ParticipantStore participants, ILogger<DueDateSweep> log) : ITimerTask
{
    private const int PageSize = 200;

    /// <summary>The deadlines of a batch of 164,000 fall into one night, and a run has half an hour in Azure: one after the other they would take hours.</summary>
    private const int ShardsAtOnce = 32;

    public string Name => "due-dates";

    public TimerSchedule Schedule { get; } = new(TimeSpan.FromHours(6));

    public Task RunAsync(DateTimeOffset dueAt, CancellationToken cancellation) =>
        AtOnce.ForEachAsync(ShardsAtOnce, ParticipantKeys.Shards, shard => SweepAsync(shard, dueAt, cancellation), cancellation);

    private async Task SweepAsync(string shard, DateTimeOffset now, CancellationToken cancellation)
    {
        await foreach (var row in tables.RowsAsync(ParticipantKeys.Table, shard, DueDates.Until(now), PageSize, cancellation))
        {
            await TryWakeAsync(shard, row);
        }
    }

    private async Task TryWakeAsync(string shard, TableRow row)
    {
        try
        {
            await WakeAsync(shard, row);
        }
#pragma warning disable CA1031 // Deadlines of all others must not wait for one row's trouble.
        catch (Exception e) when (e is not StoreUnavailableException)
#pragma warning restore CA1031
        {
            Log.DueDateFailed(log, shard, row.Row, new SafeException(e));
            PipelineMetrics.DueDateFailed();
        }
    }

    private async Task WakeAsync(string shard, TableRow row)
    {
        var woken = await participants.ChangeAsync(PipelineJson.Read<DueDate>(row.Body).Participant, change =>
        {
            change.WakeLifecycle();
            change.Delete(row.Row);
            return ValueTask.FromResult(true);
        });
        if (!woken)
        {
            await tables.CommitAsync(ParticipantKeys.Table, shard, [new TableWrite.Delete(row.Row)]);
        }
    }
}
