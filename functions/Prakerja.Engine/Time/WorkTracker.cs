namespace Prakerja.Engine.Time;

/// <summary>
/// Counts work that is due now: queued, running, or in flight. Whoever hands work on enters it before leaving its own,
/// so zero means that nothing is left to do until somebody acts or the clock moves.
/// </summary>
public sealed class WorkTracker
{
    private readonly Lock gate = new();
    private long pending;
    private TaskCompletionSource? idle;

    public void Enter(int count = 1)
    {
        lock (gate)
        {
            pending += count;
        }
    }

    public void Exit(int count = 1)
    {
        TaskCompletionSource? reached = null;
        lock (gate)
        {
            pending -= count;
            if (pending < 0)
            {
                throw new InvalidOperationException("More work was left than entered.");
            }

            if (pending == 0)
            {
                (reached, idle) = (idle, null);
            }
        }

        reached?.SetResult();
    }

    /// <summary>Completes when nothing is pending.</summary>
    public Task WhenIdleAsync()
    {
        lock (gate)
        {
            if (pending == 0)
            {
                return Task.CompletedTask;
            }

            idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return idle.Task;
        }
    }
}
