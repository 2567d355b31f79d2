using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Matching;

/// <summary>Matches the days that ended, one activity each; a long interval in several runs.</summary>
public sealed class ReconciliationWorkflow(ReconciliationPlanning planning, DayMatching matching, DayStore days) : IWorkflowModule
{
    private static readonly RetryPolicy Retry = new(MaxAttempts: 10, FirstDelay: TimeSpan.FromSeconds(1), MaxDelay: TimeSpan.FromMinutes(10));

    public void Register(WorkflowCatalog catalog) => catalog
        .AddWorkflow(ReconciliationNames.Reconciliation, 1, RunAsync)
        .AddActivity(ReconciliationNames.PlanReconciliation, planning.RunAsync)
        .AddActivity(ReconciliationNames.ReconcileDay, async (day, _) => (await matching.RunAsync(day)).Figures.Matches)
        .AddActivity(ReconciliationNames.CompleteReconciliation, async (until, _) =>
        {
            await days.NoteDoneAsync(until);
            return Nothing.Value;
        });

    private static async Task<Nothing> RunAsync(IWorkflowContext context, ReconciliationRun run)
    {
        var plan = await context.CallActivityAsync(ReconciliationNames.PlanReconciliation, run, Retry);
        foreach (var day in plan.Days)
        {
            await context.CallActivityAsync(ReconciliationNames.ReconcileDay, day, Retry);
        }

        if (plan.DoneUntil is { } until)
        {
            await context.CallActivityAsync(ReconciliationNames.CompleteReconciliation, until, Retry);
        }

        if (plan.More)
        {
            context.ContinueAsNew(run);
        }

        return Nothing.Value;
    }
}
