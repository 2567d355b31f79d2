namespace Prakerja.Embedded.Queues;

/// <summary>Calls back once at the earliest of the times it was told; then forgets them all.</summary>
internal sealed class DueTimer : IDisposable
{
    // Timers have an upper limit of some weeks: what is further off is called for early, and told again.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(7);
    private readonly TimeProvider time;
    private readonly ITimer timer;
    private readonly Lock gate = new();
    private DateTimeOffset at = DateTimeOffset.MaxValue;
    private bool disposed;

    public DueTimer(TimeProvider time, Action due)
    {
        this.time = time;
        timer = time.CreateTimer(_ => Fire(due), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Set(DateTimeOffset due)
    {
        lock (gate)
        {
            if (disposed || due >= at)
            {
                return;
            }

            var now = time.GetUtcNow();
            at = due - now < LongestWait ? due : now + LongestWait;
            timer.Change(at > now ? at - now : TimeSpan.FromTicks(1), Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
        }

        timer.Dispose();
    }

    private void Fire(Action due)
    {
        lock (gate)
        {
            at = DateTimeOffset.MaxValue;
        }

        due();
    }
}
