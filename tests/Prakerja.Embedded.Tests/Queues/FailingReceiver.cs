using Prakerja.Pipeline.Ports;

namespace Prakerja.Embedded.Tests.Queues;

/// <summary>Refuses its first receives, as a throttled store does.</summary>
internal sealed class FailingReceiver(IMessageReceiver inner, int failures) : IMessageReceiver
{
    private int failures = failures;

    public Task<IReadOnlyList<ReceivedMessage>> ReceiveAsync(string queue, int max, CancellationToken cancellation = default) =>
        failures-- > 0 ? throw new StoreUnavailableException("throttled") : inner.ReceiveAsync(queue, max, cancellation);

    public Task<IReadOnlyList<bool>> CompleteAsync(IReadOnlyList<ReceivedMessage> messages, CancellationToken cancellation = default) =>
        inner.CompleteAsync(messages, cancellation);

    public Task AbandonAsync(ReceivedMessage message, TimeSpan delay, CancellationToken cancellation = default) =>
        inner.AbandonAsync(message, delay, cancellation);

    public Task DeadLetterAsync(ReceivedMessage message, string reason, CancellationToken cancellation = default) =>
        inner.DeadLetterAsync(message, reason, cancellation);

    public Task<IReadOnlyList<DeadLetter>> PeekDeadLettersAsync(string queue, int max, CancellationToken cancellation = default) =>
        inner.PeekDeadLettersAsync(queue, max, cancellation);
}
