namespace Prakerja.Pipeline.Ports;

/// <summary>
/// Named queues with at-least-once delivery: the shape of Azure Service Bus. Bodies hold ids, never personal data, ≤ 16 KiB.
/// </summary>
public interface IMessageQueue
{
    /// <summary>
    /// Durable when the task completes. A message whose id was sent to the queue within the last 10 minutes is dropped silently.
    /// Up to 100 messages in a call; all or none.
    /// </summary>
    Task SendAsync(string queue, IReadOnlyList<QueueMessage> messages, CancellationToken cancellation = default);
}

/// <summary>The consuming side; in Azure the trigger plays it, so only adapters and the local pump use this.</summary>
public interface IMessageReceiver
{
    /// <summary>
    /// Locks and returns up to <paramref name="max"/> (1-256) due messages, oldest first, or none. A lock not settled within 60 s
    /// is given up and the message delivered again with a higher <see cref="ReceivedMessage.DeliveryCount"/>; after
    /// 10 deliveries it is dead-lettered.
    /// </summary>
    Task<IReadOnlyList<ReceivedMessage>> ReceiveAsync(string queue, int max, CancellationToken cancellation = default);

    /// <summary>Removes the messages. False for those whose lock was lost meanwhile.</summary>
    Task<IReadOnlyList<bool>> CompleteAsync(IReadOnlyList<ReceivedMessage> messages, CancellationToken cancellation = default);

    /// <summary>Gives the message back, to be delivered again after <paramref name="delay"/>.</summary>
    Task AbandonAsync(ReceivedMessage message, TimeSpan delay, CancellationToken cancellation = default);

    Task DeadLetterAsync(ReceivedMessage message, string reason, CancellationToken cancellation = default);

    /// <summary>Dead letters of a queue, oldest first.</summary>
    Task<IReadOnlyList<DeadLetter>> PeekDeadLettersAsync(string queue, int max, CancellationToken cancellation = default);
}

/// <param name="Id">1-128 characters; the key of duplicate detection.</param>
/// <param name="NotBefore">Earliest delivery; null: now.</param>
public sealed record QueueMessage(string Id, ReadOnlyMemory<byte> Body, DateTimeOffset? NotBefore = null);

public sealed record ReceivedMessage(string Queue, string Id, ReadOnlyMemory<byte> Body, int DeliveryCount, string LockToken);

public sealed record DeadLetter(string Id, ReadOnlyMemory<byte> Body, string Reason);
