using Microsoft.Extensions.Logging;
using Prakerja.Engine.Time;
using Prakerja.Pipeline;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Embedded.Queues;

/// <summary>
/// Empties one queue whenever something in it is due. Each of its loops is entered with the tracker from before it is posted
/// until it found the queue empty and the timer was set for what is due later.
/// </summary>
internal sealed class QueueWorker : IDisposable
{
    private static readonly TimeSpan RetryAfterTrouble = TimeSpan.FromSeconds(1);
    private readonly QueueSubscription subscription;
    private readonly SqliteMessageQueue queue;
    private readonly IMessageReceiver receiver;
    private readonly PumpSetting setting;
    private readonly DueTimer timer;
    private readonly Lock gate = new();
    private readonly CancellationTokenSource forced = new();
    private readonly CancellationToken forcedToken;
    private TaskCompletionSource? stopping;
    private int running;
    private bool again;

    public QueueWorker(QueueSubscription subscription, SqliteMessageQueue queue, IMessageReceiver receiver, PumpSetting setting)
    {
        (this.subscription, this.queue, this.receiver, this.setting) = (subscription, queue, receiver, setting);
        forcedToken = forced.Token;
        timer = new DueTimer(setting.Time, Wake);
    }

    /// <summary>Something is due at this time, now or later.</summary>
    public void Due(DateTimeOffset at)
    {
        if (at <= setting.Time.GetUtcNow())
        {
            Wake();
        }
        else
        {
            timer.Set(at);
        }
    }

    /// <summary>Takes no new batch and completes when those in hand are settled; cancelling it cancels their handlers.</summary>
    public async Task StopAsync(CancellationToken cancellation)
    {
        Task stopped;
        lock (gate)
        {
            stopping ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            stopped = running == 0 ? Task.CompletedTask : stopping.Task;
        }

        await using var registration = cancellation.Register(forced.Cancel);
        await stopped;
    }

    /// <summary>Drops everything as a crash would, but for what a handler has in hand.</summary>
    public void Dispose()
    {
        lock (gate)
        {
            stopping ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        timer.Dispose();
        forced.Dispose();
    }

    /// <summary>Something may be due now.</summary>
    public void Wake()
    {
        lock (gate)
        {
            again = true;
            if (stopping is not null || running == subscription.Concurrency)
            {
                return;
            }

            running++;
            setting.Work.Enter();
        }

        setting.Context.Post(static worker => _ = ((QueueWorker)worker!).LoopAsync(), this);
    }

    private async Task LoopAsync()
    {
        while (!Leave(await EmptyAsync()))
        {
        }

        setting.Work.Exit();
    }

    /// <summary>Takes and settles batches until there are none; returns when to look again.</summary>
    private async Task<DateTimeOffset?> EmptyAsync()
    {
        try
        {
            while (await TakeAsync() is { Count: > 0 } messages)
            {
                if (messages.Count == subscription.BatchSize)
                {
                    Wake();
                }

                await new BatchSettlement(receiver, subscription, setting).RunAsync(messages, forcedToken);
            }

            return queue.NextDue(subscription.Queue);
        }
        catch (Exception trouble)
        {
            // The store is in trouble: what was locked comes back by itself, the rest is looked for again a little later.
            Log.QueueTrouble(setting.Logger, subscription.Queue, new SafeException(trouble));
            return setting.Time.GetUtcNow() + RetryAfterTrouble;
        }
    }

    private async Task<IReadOnlyList<ReceivedMessage>> TakeAsync()
    {
        lock (gate)
        {
            if (stopping is not null)
            {
                return [];
            }

            again = false;
        }

        return await receiver.ReceiveAsync(subscription.Queue, subscription.BatchSize);
    }

    /// <summary>False: something arrived meanwhile, go on. True: this loop is counted out.</summary>
    private bool Leave(DateTimeOffset? next)
    {
        lock (gate)
        {
            if (again && stopping is null)
            {
                return false;
            }

            running--;
            if (next is { } at)
            {
                timer.Set(at);
            }

            if (running == 0)
            {
                stopping?.TrySetResult();
            }

            return true;
        }
    }
}
