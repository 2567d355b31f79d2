using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Matching;

/// <summary>Each night at 03:00 WIB: matches yesterday, and what became known of earlier days.</summary>
public sealed class ReconciliationTimer(IWorkflowClient workflows, TimeProvider clock) : ITimerTask
{
    public string Name => "nightly-reconciliation";

    public TimerSchedule Schedule { get; } = new(TimeSpan.FromDays(1), TimeSpan.FromHours(3));

    public async Task RunAsync(DateTimeOffset dueAt, CancellationToken cancellation)
    {
        var run = new ReconciliationRun(Wib.DateOf(clock.GetUtcNow()).AddDays(-1));
        await workflows.StartAsync(ReconciliationNames.Reconciliation, run.InstanceId, run, cancellation);
    }
}
