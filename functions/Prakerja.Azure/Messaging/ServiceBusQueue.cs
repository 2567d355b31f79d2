using System.Transactions;
using Azure.Messaging.ServiceBus;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Messaging;

/// <summary>
/// Sends through Service Bus. The queue's own duplicate detection (10 minutes, switched on where the queue is made) keeps the promise about
/// message ids, and that is what makes it safe for the SDK to repeat a send whose reply was lost or that was throttled.
/// </summary>
public sealed class ServiceBusQueue(ServiceBusLinks links) : IMessageQueue
{
    private const int Attempts = 4;

    /// <exception cref="ServiceBusException">Not sent for all the SDK's retries; the same messages may be sent again.</exception>
    public async Task SendAsync(string queue, IReadOnlyList<QueueMessage> messages, CancellationToken cancellation = default)
    {
        QueueLimits.CheckSend(queue, messages);
        if (messages.Count == 0)
        {
            return;
        }

        var sender = links.Sender(queue);
        var batches = await PackAsync(sender, messages, cancellation);
        try
        {
            await SendAllAsync(sender, batches, cancellation);
        }
        finally
        {
            batches.ForEach(batch => batch.Dispose());
        }
    }

    /// <summary>One batch is one transfer and so all or none; a batch holds 256 KB (1 MB in Premium), less than 100 of the largest bodies.</summary>
    private static async Task<List<ServiceBusMessageBatch>> PackAsync(ServiceBusSender sender, IReadOnlyList<QueueMessage> messages, CancellationToken cancellation)
    {
        List<ServiceBusMessageBatch> batches = [];
        foreach (var message in messages.Select(ToServiceBus))
        {
            if (batches.Count == 0 || !batches[^1].TryAddMessage(message))
            {
                batches.Add(await sender.CreateMessageBatchAsync(cancellation));
                Fits(batches[^1].TryAddMessage(message));
            }
        }

        return batches;
    }

    private static void Fits(bool added)
    {
        if (!added)
        {
            throw new InvalidOperationException("A message within our limits is too large for an empty batch: the namespace takes less than 16 KiB.");
        }
    }

    private static async Task SendAllAsync(ServiceBusSender sender, List<ServiceBusMessageBatch> batches, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await (batches.Count == 1 ? sender.SendMessagesAsync(batches[0], cancellation) : SendTogetherAsync(sender, batches, cancellation));
                return;
            }
            catch (Exception e) when (attempt < Attempts && MayRepeat(e, batches.Count > 1))
            {
                // Not sent, rolled back, or sent with the reply lost: then the next attempt's messages are all duplicates.
            }
        }
    }

    /// <summary>
    /// What the SDK's own retries leave: a send that meets a link in the moment it is aborted is a "general error" to it; and a transaction does not
    /// outlive its connection, so whatever happened in one, it is repeated as a whole.
    /// </summary>
    private static bool MayRepeat(Exception e, bool inTransaction) =>
        e is ServiceBusException { Reason: ServiceBusFailureReason.GeneralError } || (inTransaction && e is (ServiceBusException or TransactionException));

    /// <summary>Several batches in one transaction.</summary>
    private static async Task SendTogetherAsync(ServiceBusSender sender, List<ServiceBusMessageBatch> batches, CancellationToken cancellation)
    {
        using var transaction = new TransactionScope(TransactionScopeOption.RequiresNew, TransactionScopeAsyncFlowOption.Enabled);
        foreach (var batch in batches)
        {
            await sender.SendMessagesAsync(batch, cancellation);
        }

        transaction.Complete();
    }

    private static ServiceBusMessage ToServiceBus(QueueMessage message)
    {
        var sent = new ServiceBusMessage(message.Body) { MessageId = message.Id };
        if (message.NotBefore is { } time)
        {
            sent.ScheduledEnqueueTime = WholeMilliseconds(time);
        }

        return sent;
    }

    /// <summary>AMQP carries milliseconds and would cut the rest off: never sooner than asked for.</summary>
    internal static DateTimeOffset WholeMilliseconds(DateTimeOffset time)
    {
        var rest = time.Ticks % TimeSpan.TicksPerMillisecond;
        return rest == 0 ? time : time.AddTicks(TimeSpan.TicksPerMillisecond - rest);
    }
}
