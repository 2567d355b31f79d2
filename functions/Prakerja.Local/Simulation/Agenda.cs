using Prakerja.Engine.Time;

namespace Prakerja.Local.Simulation;

/// <summary>Lets simulated people live by the virtual clock: what they do counts as work, what they wait for does not.</summary>
public sealed class Agenda(VirtualClock clock, WorkTracker work)
{
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Begins a life; its fault ends the simulation when it is awaited.</summary>
    public async Task LiveAsync(Func<Task> life)
    {
        work.Enter();
        try
        {
            await life();
        }
        finally
        {
            work.Exit();
        }
    }

    /// <summary>Sleeps until a time; returns at once if it has passed.</summary>
    public async Task UntilAsync(DateTimeOffset time)
    {
        var wait = time - clock.GetUtcNow();
        if (wait <= TimeSpan.Zero)
        {
            return;
        }

        var woken = new TaskCompletionSource();
        await using var timer = clock.CreateTimer(_ =>
        {
            work.Enter();
            woken.SetResult();
        }, null, wait, Timeout.InfiniteTimeSpan);
        work.Exit();
        await woken.Task;
    }

    public Task PassAsync(TimeSpan time) => UntilAsync(Now + time);
}
