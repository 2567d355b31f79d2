using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Prakerja.Engine.Time;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Embedded.Queues;

/// <summary>
/// Dispatches the messages of its subscriptions as they become due: the part the Service Bus trigger plays in Azure. Success
/// completes a message, an exception gives it back with growing delay, the tenth makes it a dead letter. While any message is due
/// or in hand, the tracker is not idle; a send is entered before it completes. Runs on the context it was started on.
/// </summary>
/// <param name="receiver">What messages are taken through; null: the queue itself.</param>
public sealed class QueuePump(
    SqliteMessageQueue queue, TimeProvider time, WorkTracker work, ILogger<QueuePump> logger,
    IEnumerable<QueueSubscription> subscriptions, IMessageReceiver? receiver = null) : IHostedService, IDisposable
{
    private readonly IReadOnlyList<QueueSubscription> subscriptions = [.. subscriptions];
    private Dictionary<string, QueueWorker> workers = [];

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var setting = new PumpSetting(time, work, logger, SynchronizationContext.Current ?? new SynchronizationContext());
        workers = subscriptions.ToDictionary(
            subscription => subscription.Queue, subscription => new QueueWorker(subscription, queue, receiver ?? queue, setting));
        queue.Arrived = OnArrived;
        foreach (var worker in workers.Values)
        {
            worker.Wake();
        }

        return Task.CompletedTask;
    }

    /// <summary>Takes no more messages and completes when those in hand are settled; cancelling cancels their handlers.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        queue.Arrived = null;
        await Task.WhenAll(workers.Values.Select(worker => worker.StopAsync(cancellationToken)));
    }

    public void Dispose()
    {
        queue.Arrived = null;
        foreach (var worker in workers.Values)
        {
            worker.Dispose();
        }
    }

    private void OnArrived(string name, DateTimeOffset due)
    {
        if (workers.TryGetValue(name, out var worker))
        {
            worker.Due(due);
        }
    }
}

internal sealed record PumpSetting(TimeProvider Time, WorkTracker Work, ILogger Logger, SynchronizationContext Context);
