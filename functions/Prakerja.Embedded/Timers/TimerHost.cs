using Microsoft.Extensions.Logging;
using Prakerja.Engine.Time;
using Prakerja.Pipeline;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Embedded.Timers;

/// <summary>
/// Runs the pipeline's timer tasks by the clock, each one after the other run of it has ended. The last due time is kept, so that a task that was
/// missed while the process was down runs once at start.
/// </summary>
/// <param name="shortest">Tasks that want to run more often run this often: a virtual year has half a million minutes.</param>
public sealed class TimerHost(
    IEnumerable<ITimerTask> tasks, ITableStore tables, TimeProvider clock, WorkTracker work, TimeSpan shortest, ILogger<TimerHost> logger)
    : IAsyncDisposable
{
    public const string Table = "timers";
    private readonly TimeProvider clock = clock;
    private readonly WorkTracker work = work;
    private readonly List<ITimer> timers = [];

    public async Task StartAsync(CancellationToken cancellation)
    {
        foreach (var task in tasks)
        {
            var row = await tables.GetAsync(Table, Table, task.Name, cancellation);
            var last = row is null ? clock.GetUtcNow() : PipelineJson.Read<DateTimeOffset>(row.Body);
            var running = new RunningTimer(this, task, ScheduleOf(task));
            timers.Add(running.Arm(last));
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var timer in timers)
        {
            await timer.DisposeAsync();
        }
    }

    private TimerSchedule ScheduleOf(ITimerTask task) =>
        task.Schedule.Every < shortest ? task.Schedule with { Every = shortest } : task.Schedule;

    private async Task RunAsync(ITimerTask task, DateTimeOffset due)
    {
        try
        {
            await task.RunAsync(due, CancellationToken.None);
            await tables.CommitAsync(Table, Table, [new TableWrite.Upsert(task.Name, PipelineJson.Write(due))]);
        }
#pragma warning disable CA1031 // The next due time tries again; a timer must not end the process.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Log.TimerFailed(logger, task.Name, new SafeException(e));
        }
    }

    private sealed class RunningTimer(TimerHost host, ITimerTask task, TimerSchedule schedule)
    {
        private ITimer? timer;
        private DateTimeOffset due;

        public ITimer Arm(DateTimeOffset last)
        {
            timer = host.clock.CreateTimer(_ => _ = FireAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            ScheduleAfter(last);
            return timer;
        }

        private void ScheduleAfter(DateTimeOffset last)
        {
            due = schedule.Next(last);
            var wait = due - host.clock.GetUtcNow();
            timer!.Change(wait > TimeSpan.Zero ? wait : TimeSpan.FromTicks(1), Timeout.InfiniteTimeSpan);
        }

        private async Task FireAsync()
        {
            host.work.Enter();
            try
            {
                var now = host.clock.GetUtcNow();
                await host.RunAsync(task, due > now ? due : now);
                ScheduleAfter(now > due ? now : due);
            }
            finally
            {
                host.work.Exit();
            }
        }
    }
}
