namespace Prakerja.Engine.Tests.Time;

/// <summary>A synchronisation context of one thread, first-in-first-out: what the simulator runs on.</summary>
public sealed class PumpContext : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> queue = new();
    private readonly Thread owner = Thread.CurrentThread;

    /// <summary>How often something was posted by another thread.</summary>
    public int Foreign { get; private set; }

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (queue)
        {
            Foreign += Thread.CurrentThread == owner ? 0 : 1;
            queue.Enqueue((d, state));
        }
    }

    /// <summary>Runs until the task completes; everything it waits for must be on this context.</summary>
    public static PumpContext Run(Func<Task> main)
    {
        var outer = Current;
        var pump = new PumpContext();
        SetSynchronizationContext(pump);
        try
        {
            var task = main();
            while (pump.TryTake(out var work))
            {
                work.Callback(work.State);
            }

            Assert.True(task.IsCompleted, "Something was waited for elsewhere.");
            task.GetAwaiter().GetResult();
            return pump;
        }
        finally
        {
            SetSynchronizationContext(outer);
        }
    }

    private bool TryTake(out (SendOrPostCallback Callback, object? State) work)
    {
        lock (queue)
        {
            return queue.TryDequeue(out work);
        }
    }
}
