using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Matching;

/// <summary>One run of the reconciliation; its workflow's input.</summary>
/// <param name="Until">The last day that has ended.</param>
public sealed record ReconciliationRun(DateOnly Until)
{
    public string InstanceId => $"reconciliation:{PaymentDays.Text(Until)}";
}

/// <param name="Days">To be matched, in their order.</param>
/// <param name="DoneUntil">As far as the run has come once they are; null: there is nothing to do.</param>
/// <param name="More">There are more days after these.</param>
public sealed record ReconciliationPlan(IReadOnlyList<DateOnly> Days, DateOnly? DoneUntil, bool More);

/// <summary>Names of the reconciliation's workflow and activities.</summary>
public static class ReconciliationNames
{
    public static readonly WorkflowName<ReconciliationRun, Nothing> Reconciliation = new("Reconciliation");
    public static readonly ActivityName<ReconciliationRun, ReconciliationPlan> PlanReconciliation = new("PlanReconciliation");
    public static readonly ActivityName<DateOnly, bool> ReconcileDay = new("ReconcileDay");
    public static readonly ActivityName<DateOnly, Nothing> CompleteReconciliation = new("CompleteReconciliation");
}
