namespace Prakerja.Engine.Time;

/// <summary>
/// The earliest due time of each instance, behind one timer. Calls <paramref name="due"/> in order of due time, then of registration.
/// </summary>
internal sealed class TimerQueue : IDisposable
{
    /// <summary>Under the longest period an <see cref="ITimer"/> takes (49 days).</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(40);

    private readonly Lock gate = new();
    private readonly SortedSet<(long Due, long Order, string Id)> queue = [];
    private readonly Dictionary<string, (long Due, long Order, string Id)> entries = new(StringComparer.Ordinal);
    private readonly TimeProvider clock;
    private readonly Action<string> due;
    private readonly ITimer timer;
    private long armedFor = long.MaxValue;
    private long order;
    private bool disposed;

    public TimerQueue(TimeProvider clock, Action<string> due)
    {
        this.clock = clock;
        this.due = due;
        timer = clock.CreateTimer(_ => Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Replaces the due time of an instance; null: it has none. One that has passed is reported at once.</summary>
    public void Set(string id, DateTimeOffset? at)
    {
        var ticks = at?.UtcTicks ?? long.MaxValue;
        lock (gate)
        {
            if (entries.TryGetValue(id, out var known) && known.Due == ticks)
            {
                return;
            }

            Forget(id);
            if (disposed || ticks == long.MaxValue)
            {
                return;
            }

            if (ticks > clock.GetUtcNow().UtcTicks)
            {
                entries[id] = (ticks, order++, id);
                queue.Add(entries[id]);
                Arm(TimeSpan.Zero);
                return;
            }
        }

        due(id);
    }

    public void Dispose()
    {
        lock (gate)
        {
            disposed = true;
            queue.Clear();
            entries.Clear();
        }

        timer.Dispose();
    }

    private void Fire()
    {
        foreach (var id in TakeDue())
        {
            due(id);
        }
    }

    private List<string> TakeDue()
    {
        var reached = new List<string>();
        lock (gate)
        {
            var now = clock.GetUtcNow().UtcTicks;
            while (queue.Count > 0 && queue.Min.Due <= now)
            {
                reached.Add(queue.Min.Id);
                Forget(queue.Min.Id);
            }

            // A real timer counts whole milliseconds and may be early: then wait for at least one.
            armedFor = long.MaxValue;
            Arm(reached.Count == 0 ? TimeSpan.FromMilliseconds(1) : TimeSpan.Zero);
        }

        return reached;
    }

    private void Forget(string id)
    {
        if (entries.Remove(id, out var entry))
        {
            queue.Remove(entry);
        }
    }

    private void Arm(TimeSpan atLeast)
    {
        if (disposed || queue.Count == 0 || queue.Min.Due >= armedFor)
        {
            return;
        }

        armedFor = queue.Min.Due;
        var wait = TimeSpan.FromTicks(Math.Max(armedFor - clock.GetUtcNow().UtcTicks, atLeast.Ticks));
        timer.Change(wait < LongestWait ? wait : LongestWait, Timeout.InfiniteTimeSpan);
    }
}
