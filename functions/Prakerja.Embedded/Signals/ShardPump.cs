using Microsoft.Extensions.Logging;
using Prakerja.Engine.Time;
using Prakerja.Pipeline;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Embedded.Signals;

/// <summary>
/// Shard signals within one process: signals for a shard that waits already are one, a signal for a shard being worked on makes it run once more.
/// A handler that fails is repeated after a delay. What a crash loses, the sweep at start finds.
/// </summary>
public sealed class ShardPump(TimeProvider clock, WorkTracker work, ILogger<ShardPump> logger) : IShardSignals
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);
    private readonly Lock gate = new();
    private readonly Dictionary<(string Queue, string Shard), State> states = [];
    private readonly Queue<(string Queue, string Shard)> ready = new();
    private Dictionary<string, IShardHandler> handlers = [];
    private SynchronizationContext context = new();
    private int free;
    private bool stopped;

    private enum State
    {
        Queued,
        Running,
        RunningDirty,
    }

    /// <summary>Signals given before are worked off from now on, on the synchronisation context current now, if there is one.</summary>
    public void Start(IEnumerable<IShardHandler> shardHandlers, int concurrency)
    {
        lock (gate)
        {
            handlers = shardHandlers.ToDictionary(h => h.Queue, StringComparer.Ordinal);
            context = SynchronizationContext.Current ?? context;
            free = concurrency;
        }

        Dispatch();
    }

    /// <summary>Begins nothing new; what runs ends by itself.</summary>
    public void Stop()
    {
        lock (gate)
        {
            stopped = true;
        }
    }

    public Task SignalAsync(string queue, string shard, CancellationToken cancellation = default)
    {
        var key = (queue, shard);
        lock (gate)
        {
            if (states.TryGetValue(key, out var state))
            {
                states[key] = state == State.Queued ? state : State.RunningDirty;
                return Task.CompletedTask;
            }

            states[key] = State.Queued;
            ready.Enqueue(key);
            work.Enter();
        }

        Dispatch();
        return Task.CompletedTask;
    }

    private void Dispatch()
    {
        while (Take() is { } key)
        {
            context.Post(_ => _ = RunAsync(key), null);
        }
    }

    private (string Queue, string Shard)? Take()
    {
        lock (gate)
        {
            if (free == 0 || stopped || !ready.TryDequeue(out var key))
            {
                return null;
            }

            free--;
            states[key] = State.Running;
            return key;
        }
    }

    private async Task RunAsync((string Queue, string Shard) key)
    {
        try
        {
            await handlers[key.Queue].HandleAsync(key.Shard, CancellationToken.None);
        }
#pragma warning disable CA1031 // Whatever went wrong, the rows are still there: say so and try again later.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.ShardFailed(logger, key.Queue, key.Shard, new SafeException(e));
            RetryLater(key);
        }

        Finish(key);
        Dispatch();
    }

    private void RetryLater((string Queue, string Shard) key)
    {
        ITimer? timer = null;
        timer = clock.CreateTimer(_ =>
        {
            timer?.Dispose();
            _ = SignalAsync(key.Queue, key.Shard);
        }, null, RetryAfter, Timeout.InfiniteTimeSpan);
    }

    private void Finish((string Queue, string Shard) key)
    {
        lock (gate)
        {
            free++;
            if (states[key] == State.RunningDirty)
            {
                states[key] = State.Queued;
                ready.Enqueue(key);
                return;
            }

            states.Remove(key);
        }

        work.Exit();
    }
}
