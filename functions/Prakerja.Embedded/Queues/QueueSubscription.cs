using Prakerja.Pipeline.Ports;

namespace Prakerja.Embedded.Queues;

/// <summary>What the pump does with one queue's messages: at most Concurrency batches of at most BatchSize at a time.</summary>
public sealed class QueueSubscription
{
    private readonly Func<IReadOnlyList<ReceivedMessage>, CancellationToken, Task<IReadOnlyList<Exception?>>> handler;

    private QueueSubscription(
        string queue, int concurrency, int batchSize,
        Func<IReadOnlyList<ReceivedMessage>, CancellationToken, Task<IReadOnlyList<Exception?>>> handler)
    {
        QueueLimits.CheckReceive(queue, batchSize);
        ArgumentOutOfRangeException.ThrowIfLessThan(concurrency, 1);
        this.handler = handler;
        (Queue, Concurrency, BatchSize) = (queue, concurrency, batchSize);
    }

    public string Queue { get; }

    public int Concurrency { get; }

    public int BatchSize { get; }

    /// <summary>The handler takes a batch as a whole: its exception gives all of it back.</summary>
    public static QueueSubscription Batch(
        string queue, Func<IReadOnlyList<ReceivedMessage>, CancellationToken, Task> handler, int concurrency = 1, int batchSize = 32) =>
        new(queue, concurrency, batchSize, async (messages, cancellation) =>
        {
            var failure = await Outcome(() => handler(messages, cancellation));
            return [.. messages.Select(_ => failure)];
        });

    /// <summary>The handler takes single messages, those of a batch at the same time; each succeeds or fails alone.</summary>
    public static QueueSubscription Each(
        string queue, Func<ReceivedMessage, CancellationToken, Task> handler, int concurrency = 1, int batchSize = 32) =>
        new(queue, concurrency, batchSize, async (messages, cancellation) =>
            await Task.WhenAll(messages.Select(message => Outcome(() => handler(message, cancellation)))));

    /// <summary>For each message the exception of its handler, or null.</summary>
    internal Task<IReadOnlyList<Exception?>> HandleAsync(IReadOnlyList<ReceivedMessage> messages, CancellationToken cancellation) =>
        handler(messages, cancellation);

    private static async Task<Exception?> Outcome(Func<Task> handle)
    {
        try
        {
            await handle();
            return null;
        }
        catch (Exception failure)
        {
            return failure;
        }
    }
}
