using System.Collections.Concurrent;

namespace Prakerja.Local.Simulation;

/// <summary>Runs asynchronous work on one thread, in the order in which it becomes ready: with clock, randomness and ports given, a run is a function of its seed.</summary>
public sealed class SingleThread : SynchronizationContext, IDisposable
{
    private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> ready = new(new ConcurrentQueue<(SendOrPostCallback, object?)>());

    private SingleThread()
    {
    }

    /// <exception cref="InvalidOperationException">Nothing is left to run, but the work is not done: something waits outside this thread.</exception>
    public static T Run<T>(Func<Task<T>> work)
    {
        var before = Current;
        using var context = new SingleThread();
        SetSynchronizationContext(context);
        try
        {
            var running = work();
            while (!running.IsCompleted)
            {
                if (!context.ready.TryTake(out var next, TimeSpan.FromMinutes(1)))
                {
                    throw new InvalidOperationException("The simulation waits for something that is not in it.");
                }

                next.Callback(next.State);
            }

            return running.GetAwaiter().GetResult();
        }
        finally
        {
            SetSynchronizationContext(before);
        }
    }

    public override void Post(SendOrPostCallback d, object? state) => ready.Add((d, state));

    public override void Send(SendOrPostCallback d, object? state) => d(state);

    public override SynchronizationContext CreateCopy() => this;

    public void Dispose() => ready.Dispose();
}
