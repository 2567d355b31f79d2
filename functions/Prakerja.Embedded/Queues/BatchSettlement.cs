using Prakerja.Pipeline;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Embedded.Queues;

/// <summary>Hands a batch to its handler, then removes what succeeded and gives back what did not, later with every delivery.</summary>
internal sealed class BatchSettlement(IMessageReceiver receiver, QueueSubscription subscription, PumpSetting setting)
{
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromMinutes(5);

    public async Task RunAsync(IReadOnlyList<ReceivedMessage> messages, CancellationToken cancellation)
    {
        var failures = await subscription.HandleAsync(messages, cancellation);
        await receiver.CompleteAsync([.. messages.Where((_, index) => failures[index] is null)]);
        for (var index = 0; index < messages.Count; index++)
        {
            if (failures[index] is { } failure)
            {
                Log.MessageFailed(setting.Logger, subscription.Queue, messages[index].Id, messages[index].DeliveryCount, new SafeException(failure));
                var delay = cancellation.IsCancellationRequested ? TimeSpan.Zero : BackOff(messages[index].DeliveryCount);
                await receiver.AbandonAsync(messages[index], delay);
            }
        }
    }

    /// <summary>1 s after the first delivery, twice as long after each further one, at most 5 min.</summary>
    internal static TimeSpan BackOff(int deliveries)
    {
        var wait = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(deliveries, 16) - 1));
        return wait < LongestBackOff ? wait : LongestBackOff;
    }
}
