using Prakerja.Pipeline.Accounts;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Participants;

/// <summary>Each minute: hands on what a crash or a lost signal left in inbox and outbox, and tells how long the oldest registration waits.</summary>
public sealed class OutboxSweep(ITableStore tables, IShardSignals signals, IWorkflowClient workflows) : ITimerTask
{
    public string Name => "outbox-sweep";

    public TimerSchedule Schedule { get; } = new(TimeSpan.FromMinutes(1));

    public async Task RunAsync(DateTimeOffset dueAt, CancellationToken cancellation)
    {
        var oldest = dueAt;
        foreach (var shard in ParticipantKeys.Shards)
        {
            if (await FirstAsync(shard, ParticipantKeys.Waiting, cancellation) is null)
            {
                continue;
            }

            if (await SignalIfAnyAsync(shard, ParticipantKeys.InboxPrefix, RegistrationIntake.QueueName, cancellation) is { } waiting)
            {
                oldest = Earlier(oldest, ParticipantKeys.InboxTime(waiting));
            }

            await SignalIfAnyAsync(shard, ParticipantKeys.MessagePrefix, Outbox.Queue, cancellation);
            await WakeAsync(shard, cancellation);
        }

        PipelineMetrics.InboxAge(dueAt - oldest);
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    /// <summary>The first row that waits; null: none does.</summary>
    private async Task<string?> SignalIfAnyAsync(string shard, string prefix, string queue, CancellationToken cancellation)
    {
        var first = await FirstAsync(shard, prefix, cancellation);
        if (first is not null)
        {
            await signals.SignalAsync(queue, shard, cancellation);
        }

        return first;
    }

    private async Task<string?> FirstAsync(string shard, string prefix, CancellationToken cancellation) =>
        (await tables.ScanAsync(ParticipantKeys.Table, shard, RowRange.Prefix(prefix), 1, null, cancellation)).Rows is [var first, ..] ? first.Row : null;

    private async Task WakeAsync(string shard, CancellationToken cancellation)
    {
        string? continuation = null;
        do
        {
            var page = await tables.ScanAsync(ParticipantKeys.Table, shard, RowRange.Prefix(ParticipantKeys.WakePrefix), 1000, continuation, cancellation);
            foreach (var row in page.Rows)
            {
                var participant = row.Row[ParticipantKeys.WakePrefix.Length..];
                await workflows.StartAsync(LifecycleNames.ParticipantLifecycle, participant, participant, cancellation);
            }

            continuation = page.Continuation;
        }
        while (continuation is not null);
    }
}
