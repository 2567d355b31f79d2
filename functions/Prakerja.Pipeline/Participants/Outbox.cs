using Microsoft.Extensions.Logging;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Participants;

/// <summary>
/// Sends what a commit left in its outbox: messages through the shard's handler, wake-ups straight to the lifecycle. What is lost on the
/// way is found by the sweep.
/// </summary>
public sealed class Outbox(IShardSignals signals, IWorkflowClient workflows, ILogger<Outbox> log)
{
    public const string Queue = "outbox";

    public async Task DispatchAsync(ParticipantChange change)
    {
        var shard = ParticipantKeys.Shard(change.Before.Id);
        try
        {
            if (change.HasMessages)
            {
                await signals.SignalAsync(Queue, shard);
            }

            if (change.Wakes)
            {
                await WakeAsync(change.Before.Id);
            }
        }
#pragma warning disable CA1031 // Committed already: the caller's answer must not depend on the hint, and the sweep repeats it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.OutboxDelayed(log, shard, new SafeException(e));
        }
    }

    public Task WakeAsync(string participant) =>
        workflows.SignalAsync(LifecycleNames.ParticipantLifecycle, participant, participant, LifecycleNames.Wake);
}
