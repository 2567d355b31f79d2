using System.Collections.Concurrent;
using Prakerja.Pipeline.Accounts;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Participants;

/// <summary>Each minute: hands on what a crash or a lost signal left in inbox and outbox, and tells how long the oldest registration waits.</summary>
public sealed class OutboxSweep(ITableStore tables, IShardSignals signals, IWorkflowClient workflows) : ITimerTask
{
    /// <summary>After a batch's result some hundred thousand wait to be woken: registrations must not wait behind them, nor they one behind the other.</summary>
    private const int ShardsAtOnce = 32;

    public string Name => "outbox-sweep";

    public TimerSchedule Schedule { get; } = new(TimeSpan.FromMinutes(1));

    public async Task RunAsync(DateTimeOffset dueAt, CancellationToken cancellation)
    {
        var ages = new ConcurrentBag<DateTimeOffset> { dueAt };
        var waking = new ConcurrentQueue<string>();
        try
        {
            await AtOnce.ForEachAsync(ShardsAtOnce, ParticipantKeys.Shards, shard => SignalAsync(shard, ages, waking, cancellation), cancellation);
        }
        finally
        {
            PipelineMetrics.InboxAge(dueAt - ages.Min());
            await AtOnce.ForEachAsync(ShardsAtOnce, waking, shard => WakeAsync(shard, cancellation), cancellation);
        }
    }

    private async Task SignalAsync(string shard, ConcurrentBag<DateTimeOffset> ages, ConcurrentQueue<string> waking, CancellationToken cancellation)
    {
        if (await FirstAsync(shard, ParticipantKeys.Waiting, cancellation) is null)
        {
            return;
        }

        waking.Enqueue(shard);
        if (await FirstAsync(shard, ParticipantKeys.InboxPrefix, cancellation) is { } waiting)
        {
            ages.Add(ParticipantKeys.InboxTime(waiting));
            await signals.SignalAsync(RegistrationIntake.QueueName, shard, cancellation);
        }

        if (await FirstAsync(shard, ParticipantKeys.MessagePrefix, cancellation) is not null)
        {
            await signals.SignalAsync(Outbox.Queue, shard, cancellation);
        }
    }

    private async Task<string?> FirstAsync(string shard, string prefix, CancellationToken cancellation) =>
        (await tables.ScanAsync(ParticipantKeys.Table, shard, RowRange.Prefix(prefix), 1, null, cancellation)).Rows is [var first, ..] ? first.Row : null;

    private async Task WakeAsync(string shard, CancellationToken cancellation)
    {
        await foreach (var row in tables.RowsAsync(ParticipantKeys.Table, shard, RowRange.Prefix(ParticipantKeys.WakePrefix), cancellation: cancellation))
        {
            var participant = row.Row[ParticipantKeys.WakePrefix.Length..];
            await workflows.StartAsync(LifecycleNames.ParticipantLifecycle, participant, participant, cancellation);
        }
    }
}
