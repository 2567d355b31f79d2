using Microsoft.DurableTask.Client;
using Prakerja.Functions.Durable;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Functions.Timers;

/// <summary>
/// Runs the pipeline's timer task of a name. The host keeps the last run of each schedule, so a task that was missed while nothing ran is
/// run once when an instance starts again.
/// </summary>
public sealed class TimerRunner(IEnumerable<ITimerTask> tasks, DurableClients clients, TimeProvider clock)
{
    /// <summary>The host's clock may fire a moment before the time; a task that asks for its day must not get the day before.</summary>
    private static readonly TimeSpan Early = TimeSpan.FromSeconds(5);
    private readonly Dictionary<string, ITimerTask> byName = tasks.ToDictionary(t => t.Name, StringComparer.Ordinal);

    public Task RunAsync(string name, DurableTaskClient durable, CancellationToken cancellation)
    {
        clients.Use(durable);
        var (task, now) = (byName[name], clock.GetUtcNow());
        var next = task.Schedule.Next(now);
        return task.RunAsync(next - now <= Early ? next : now, cancellation);
    }
}
