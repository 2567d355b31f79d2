using Prakerja.Pipeline.Budgets;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Batches;

/// <summary>Every five minutes: starts the workflow of a batch or of a reserve's call that needs one and has none: it failed for good, or a crash came before its start. Asks again for the stamp of a commitment. Posts what a budget gained or lost that day.</summary>
public sealed class BatchSweep(BatchStore batches, CommitmentStamps stamps, ReserveCalls calls, BudgetStore budgets, BudgetLedger ledger, IWorkflowClient workflows) : ITimerTask
{
    public string Name => "batches";

    public TimerSchedule Schedule { get; } = new(TimeSpan.FromMinutes(5));

    public async Task RunAsync(DateTimeOffset dueAt, CancellationToken cancellation)
    {
        var all = await batches.ListAsync();
        PipelineMetrics.HeldBatches(all.Count(b => b.State == BatchState.Held));
        foreach (var batch in all.Where(b => b.State != BatchState.Draft && !BatchLifecycle.IsFinal(b.State)))
        {
            await workflows.StartAsync(BatchNames.WeeklyBatch, BatchNames.IdOf(batch.Number), batch.Number, cancellation);
        }

        foreach (var batch in all)
        {
            await stamps.StampAsync(batch, cancellation);
        }

        await calls.RestartAsync(cancellation);
        foreach (var (year, budget) in await budgets.AllAsync())
        {
            await ledger.PostDueAsync(year, budget);
        }
    }
}
