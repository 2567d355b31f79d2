using Prakerja.Pipeline.Accounts;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Participants;

/// <summary>Each minute: hands on what a crash or a lost signal left in inbox and outbox.</summary>
public sealed class OutboxSweep(ITableStore tables, IShardSignals signals, IWorkflowClient workflows) : ITimerTask
{
    public string Name => "outbox-sweep";

    public TimerSchedule Schedule { get; } = new(TimeSpan.FromMinutes(1));

    public async Task RunAsync(DateTimeOffset dueAt, CancellationToken cancellation)
    {
        foreach (var shard in ParticipantKeys.Shards)
        {
            if (!await AnyAsync(shard, ParticipantKeys.Waiting, cancellation))
            {
                continue;
            }

            await SignalIfAnyAsync(shard, ParticipantKeys.InboxPrefix, RegistrationIntake.QueueName, cancellation);
            await SignalIfAnyAsync(shard, ParticipantKeys.MessagePrefix, Outbox.Queue, cancellation);
            await WakeAsync(shard, cancellation);
        }
    }

    private async Task SignalIfAnyAsync(string shard, string prefix, string queue, CancellationToken cancellation)
    {
        if (await AnyAsync(shard, prefix, cancellation))
        {
            await signals.SignalAsync(queue, shard, cancellation);
        }
    }

    private async Task<bool> AnyAsync(string shard, string prefix, CancellationToken cancellation) =>
        (await tables.ScanAsync(ParticipantKeys.Table, shard, RowRange.Prefix(prefix), 1, null, cancellation)).Rows.Count > 0;

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
