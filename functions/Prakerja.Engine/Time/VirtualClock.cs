namespace Prakerja.Engine.Time;

/// <summary>
/// A clock that stands still until it is advanced; then it runs every timer on the way in order of its due time (ties: order of
/// creation), and waits after each for all work it caused. UTC; never goes back.
/// </summary>
public sealed class VirtualClock(DateTimeOffset start, WorkTracker work) : TimeProvider, IDisposable
{
    private readonly Lock gate = new();
    private readonly PriorityQueue<VirtualTimer, (long Due, long Order)> timers = new();
    private readonly SemaphoreSlim advancing = new(1, 1);
    private DateTimeOffset now = start.ToUniversalTime();
    private long order;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>Called after every change of the time, before timers fire: lets a host keep the clock on disk.</summary>
    public Action<DateTimeOffset>? Moved { get; set; }

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves to <paramref name="target"/> (an earlier one: runs only what is due now) and returns the time reached once all is idle.</summary>
    public async Task<DateTimeOffset> AdvanceToAsync(DateTimeOffset target, CancellationToken cancellation = default)
    {
        await advancing.WaitAsync(cancellation);
        try
        {
            await work.WhenIdleAsync().WaitAsync(cancellation);
            while (NextDue(target) is { } timer)
            {
                timer.Fire();
                await work.WhenIdleAsync().WaitAsync(cancellation);
                cancellation.ThrowIfCancellationRequested();
            }

            MoveTo(target);
            return GetUtcNow();
        }
        finally
        {
            advancing.Release();
        }
    }

    public void Dispose() => advancing.Dispose();

    private VirtualTimer? NextDue(DateTimeOffset target)
    {
        lock (gate)
        {
            while (timers.TryPeek(out var timer, out var key))
            {
                if (key.Due > target.UtcTicks && key.Due > now.UtcTicks)
                {
                    return null;
                }

                timers.Dequeue();
                if (timer.Current != key)
                {
                    continue;
                }

                MoveTo(new DateTimeOffset(key.Due, TimeSpan.Zero));
                timer.Rearm();
                return timer;
            }

            return null;
        }
    }

    /// <summary>Due at once: runs without the clock being moved, as tracked work, on the caller's context.</summary>
    private void FireNow(VirtualTimer timer)
    {
        work.Enter();
        var context = SynchronizationContext.Current ?? new SynchronizationContext();
        context.Post(_ =>
        {
            try
            {
                timer.Fire();
            }
            finally
            {
                work.Exit();
            }
        }, null);
    }

    private void MoveTo(DateTimeOffset target)
    {
        lock (gate)
        {
            if (target <= now)
            {
                return;
            }

            now = target.ToUniversalTime();
        }

        Moved?.Invoke(target.ToUniversalTime());
    }

    private sealed class VirtualTimer(VirtualClock clock, TimerCallback callback, object? state) : ITimer
    {
        private TimeSpan period = Timeout.InfiniteTimeSpan;

        public (long Due, long Order)? Current { get; private set; }

        public void Fire() => callback(state);

        public void Rearm()
        {
            var due = Current!.Value.Due;
            Current = null;
            if (period > TimeSpan.Zero)
            {
                ScheduleAt(due + period.Ticks);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock.gate)
            {
                this.period = period;
                Current = null;
                if (dueTime == TimeSpan.Zero)
                {
                    clock.FireNow(this);
                    Schedule(period);
                }
                else
                {
                    Schedule(dueTime);
                }

                return true;
            }
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Schedule(TimeSpan wait)
        {
            if (wait > TimeSpan.Zero)
            {
                ScheduleAt(clock.now.UtcTicks + wait.Ticks);
            }
        }

        private void ScheduleAt(long due)
        {
            Current = (due, clock.order++);
            clock.timers.Enqueue(this, Current.Value);
        }
    }
}
