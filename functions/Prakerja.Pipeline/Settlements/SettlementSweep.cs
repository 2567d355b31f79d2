using Prakerja.Pipeline.Partners;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Training;

namespace Prakerja.Pipeline.Settlements;

/// <summary>
/// Every six hours from 02:00 WIB: starts the settlement of the week that has ended for every platform with courses, and those that have something to do and
/// may have nobody who does it. Marks anew which courses have a conflict of interest.
/// </summary>
public sealed class SettlementSweep(
    SettlementStore store, CourseCatalog catalog, ConflictsOfInterest conflicts, IWorkflowClient workflows, TimeProvider clock) : ITimerTask
{
    public string Name => "settlements";

    public TimerSchedule Schedule { get; } = new(TimeSpan.FromHours(6), TimeSpan.FromHours(2));

    public async Task RunAsync(DateTimeOffset dueAt, CancellationToken cancellation)
    {
        await conflicts.RefreshAsync(cancellation);
        var ended = SettlementWeek.LastEnded(clock.GetUtcNow());
        foreach (var platform in await catalog.PlatformsAsync(cancellation))
        {
            if ((await store.HeadAsync(platform)).Through is not { } through || through < ended.Monday)
            {
                await StartAsync(new SettlementRun(platform, ended.Monday), cancellation);
            }
        }

        foreach (var settlement in (await store.AllAsync(SettlementStore.Range, cancellation)).Where(NeedsWork))
        {
            await WakeAsync(settlement, cancellation);
        }
    }

    /// <summary>One that waits for the partner's answer does not look by itself at what a crash left unrecorded: it is woken for that.</summary>
    private Task WakeAsync(Settlement settlement, CancellationToken cancellation)
    {
        var run = SettlementRun.Of(settlement);
        return settlement.Recorded == settlement.Version ? StartAsync(run, cancellation)
            : workflows.SignalAsync(SettlementNames.Settlement, run.InstanceId, run, PaymentNames.Answered, cancellation);
    }

    private Task<StartOutcome> StartAsync(SettlementRun run, CancellationToken cancellation) =>
        workflows.StartAsync(SettlementNames.Settlement, run.InstanceId, run, cancellation);

    private static bool NeedsWork(Settlement settlement) => settlement.Recorded != settlement.Version || !settlement.LinesRemoved
        || settlement.State is SettlementState.Approved or SettlementState.Sending or SettlementState.Unknown or SettlementState.Failed;
}
