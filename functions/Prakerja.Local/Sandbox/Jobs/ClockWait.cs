using Prakerja.Engine.Time;

namespace Prakerja.Local.Sandbox.Jobs;

/// <summary>Waiting for time to pass inside of tracked work: not counted as work meanwhile, since the clock would wait for it for ever.</summary>
internal sealed class ClockWait(TimeProvider clock, WorkTracker work)
{
    /// <summary>To be called only by work that is entered with the tracker; it is again when this completes.</summary>
    public async Task WaitAsync(TimeSpan wait, CancellationToken cancellation = default)
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var woken = 0;
        void Wake()
        {
            if (Interlocked.Exchange(ref woken, 1) == 0)
            {
                work.Enter();
                over.SetResult();
            }
        }

        await using var timer = clock.CreateTimer(_ => Wake(), null, wait, Timeout.InfiniteTimeSpan);
        await using var registration = cancellation.UnsafeRegister(_ => Wake(), null);
        work.Exit();
        await over.Task;
        cancellation.ThrowIfCancellationRequested();
    }
}
