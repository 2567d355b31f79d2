namespace Prakerja.Engine.Time;

/// <summary>Waiting on the clock from inside tracked work.</summary>
public static class TrackedDelay
{
    /// <summary>
    /// Waits like <see cref="Task.Delay(TimeSpan, TimeProvider, CancellationToken)"/>, but leaves the caller's tracked work while
    /// it does: a virtual clock, which moves only when nothing is due now, would otherwise stand still for ever. To be called by
    /// work that was entered exactly once.
    /// </summary>
    public static async Task WaitAsync(this WorkTracker work, TimeProvider clock, TimeSpan wait, CancellationToken cancellation = default)
    {
        if (wait <= TimeSpan.Zero)
        {
            return;
        }

        var over = new TaskCompletionSource();
        var ended = 0;
        void End(Action complete)
        {
            if (Interlocked.Exchange(ref ended, 1) == 0)
            {
                work.Enter();
                complete();
            }
        }

        await using var timer = clock.CreateTimer(_ => End(over.SetResult), null, wait, Timeout.InfiniteTimeSpan);
        await using var given = cancellation.UnsafeRegister(_ => End(() => over.SetCanceled(cancellation)), null);
        work.Exit();
        await over.Task;
    }
}
