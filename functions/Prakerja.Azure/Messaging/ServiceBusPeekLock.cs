using Azure.Messaging.ServiceBus;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Messaging;

/// <summary>
/// Receives by peek-lock. In production the triggers do this; here it is for tools that empty a queue or read its dead letters.
/// </summary>
/// <param name="wait">How long an empty queue is waited for before "none"; wall time, as it is spent on the network.</param>
public sealed class ServiceBusPeekLock(ServiceBusLinks links, TimeProvider clock, TimeSpan wait) : IMessageReceiver
{
    public async Task<IReadOnlyList<ReceivedMessage>> ReceiveAsync(string queue, int max, CancellationToken cancellation = default)
    {
        QueueLimits.CheckReceive(queue, max);
        List<ReceivedMessage> taken = [];
        IReadOnlyList<ServiceBusReceivedMessage> some;
        do
        {
            some = await links.Receiver(queue).ReceiveMessagesAsync(max - taken.Count, wait, cancellation);
            foreach (var message in some)
            {
                await TakeAsync(Redelivery.Read(queue, message), taken, cancellation);
            }
        }
        while (some.Count > 0 && taken.Count < max);

        return taken;
    }

    public async Task<IReadOnlyList<bool>> CompleteAsync(IReadOnlyList<ReceivedMessage> messages, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        return await Task.WhenAll(messages.Select(message =>
            SettleAsync(message, (receiver, locked) => receiver.CompleteMessageAsync(locked, cancellation))));
    }

    /// <summary>
    /// Service Bus cannot hold back an abandoned message, so a delay is a scheduled copy that carries the id and the count on, sent before the
    /// original is completed. A crash in between leaves both (at least once allows it), the other order would leave none. One transaction over
    /// both would be no better: after a reconnect the SDK settles through the management link, outside of any transaction, so that a rollback
    /// could lose the message. The copy's own id comes from the lock, so that repeating the call makes no second copy.
    /// </summary>
    public async Task AbandonAsync(ReceivedMessage message, TimeSpan delay, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        QueueLimits.CheckDelay(delay);
        if (message.DeliveryCount >= QueueLimits.MaxDeliveries)
        {
            await DeadLetterAsync(message, QueueLimits.TooManyDeliveries, cancellation);
        }
        else if (delay == TimeSpan.Zero)
        {
            await SettleAsync(message, (receiver, locked) => receiver.AbandonMessageAsync(locked, cancellationToken: cancellation));
        }
        else
        {
            await links.Sender(message.Queue).SendMessageAsync(Redelivery.Copy(message, clock.GetUtcNow() + delay), cancellation);
            await SettleAsync(message, (receiver, locked) => receiver.CompleteMessageAsync(locked, cancellation));
        }
    }

    public async Task DeadLetterAsync(ReceivedMessage message, string reason, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        QueueLimits.CheckReason(reason);
        await SettleAsync(message, (receiver, locked) => receiver.DeadLetterMessageAsync(locked, reason, cancellationToken: cancellation));
    }

    public async Task<IReadOnlyList<DeadLetter>> PeekDeadLettersAsync(string queue, int max, CancellationToken cancellation = default)
    {
        QueueLimits.CheckReceive(queue, max);
        List<DeadLetter> letters = [];
        IReadOnlyList<ServiceBusReceivedMessage> some;
        long next = 0;
        do
        {
            some = await links.DeadLetters(queue).PeekMessagesAsync(max - letters.Count, next, cancellation);
            letters.AddRange(some.Select(message => new DeadLetter(Redelivery.IdOf(message), message.Body, message.DeadLetterReason ?? "")));
            next = some.Count == 0 ? next : some[^1].SequenceNumber + 1;
        }
        while (some.Count > 0 && letters.Count < max);

        return letters;
    }

    /// <summary>Copies start Service Bus's own count anew: what was delivered too often in all is set aside here.</summary>
    private async Task TakeAsync(ReceivedMessage message, List<ReceivedMessage> taken, CancellationToken cancellation)
    {
        if (message.DeliveryCount > QueueLimits.MaxDeliveries)
        {
            await DeadLetterAsync(message, QueueLimits.TooManyDeliveries, cancellation);
        }
        else
        {
            taken.Add(message);
        }
    }

    /// <summary>False if the lock was lost: then the message is somebody else's, or will be.</summary>
    private async Task<bool> SettleAsync(ReceivedMessage message, Func<ServiceBusReceiver, ServiceBusReceivedMessage, Task> settle)
    {
        var locked = ServiceBusModelFactory.ServiceBusReceivedMessage(messageId: message.Id, lockTokenGuid: Guid.Parse(message.LockToken));
        try
        {
            await settle(links.Receiver(message.Queue), locked);
            return true;
        }
        catch (ServiceBusException e) when (e.Reason == ServiceBusFailureReason.MessageLockLost)
        {
            return false;
        }
    }
}
