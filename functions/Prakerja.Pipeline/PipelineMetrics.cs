using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Prakerja.Pipeline;

/// <summary>Meter and trace source <c>Prakerja.Pipeline</c>; tags carry names and outcomes, never personal data.</summary>
public static class PipelineMetrics
{
    public const string Name = "Prakerja.Pipeline";

    public static readonly ActivitySource Traces = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Histogram<double> Requests = Meter.CreateHistogram<double>("prakerja.http.request.duration", "s", "Time to answer, by endpoint and status");
    private static readonly Counter<long> FailedDueDates = Meter.CreateCounter<long>("prakerja.duedates.failed", "{row}", "Due dates whose participant could not be woken");
    private static readonly Counter<long> Milestones = Meter.CreateCounter<long>("prakerja.participants.milestones", "{participant}", "Participants that reached a milestone of the funnel");
    private static readonly Gauge<int> Overdue = Meter.CreateGauge<int>("prakerja.complaints.overdue", "{complaint}", "Complaints past their day undecided, each morning");
    private static readonly Gauge<int> Held = Meter.CreateGauge<int>("prakerja.batches.held", "{batch}", "Batches that wait for somebody to release them");
    private static readonly Gauge<double> Inbox = Meter.CreateGauge<double>("prakerja.inbox.age", "s", "How long the oldest accepted registration waits for its account");
    private static readonly Gauge<int> Cases = Meter.CreateGauge<int>("prakerja.payouts.cases", "{case}", "Payouts that wait for a person, by kind");
    private static readonly Gauge<int> CaseLevels = Meter.CreateGauge<int>("prakerja.payouts.cases.level", "{case}", "Payouts that wait for a person, by kind and level of escalation");
    private static readonly Gauge<int> Differences = Meter.CreateGauge<int>("prakerja.ledger.differences", "{difference}", "Differences between the ledger's entries and what is kept beside them, each night");
    private static readonly Counter<long> DeadLetters = Meter.CreateCounter<long>("prakerja.deadletters", "{row}", "Waiting rows set aside because they cannot be understood");

    private static readonly Counter<long> FailedWorkflows = Meter.CreateCounter<long>("prakerja.workflows.failed", "{workflow}", "Workflows that failed for good");

    public static void Request(string endpoint, int status, TimeSpan duration)
    {
        if (Requests.Enabled)
        {
            Requests.Record(duration.TotalSeconds, new("endpoint", endpoint), new("status", status));
        }
    }

    public static void OverdueComplaints(int count) => Overdue.Record(count);

    public static void HeldBatches(int count) => Held.Record(count);

    public static void InboxAge(TimeSpan age) => Inbox.Record(age.TotalSeconds);

    public static void OpenCases(string kind, int count) => Cases.Record(count, new KeyValuePair<string, object?>("kind", kind));

    public static void CasesAtLevel(string kind, int level, int count) => CaseLevels.Record(count, new("kind", kind), new("level", level));

    public static void LedgerDifferences(int count) => Differences.Record(count);

    public static void WorkflowFailed(string name) => FailedWorkflows.Add(1, new KeyValuePair<string, object?>("workflow", name));

    public static void DueDateFailed() => FailedDueDates.Add(1);

    public static void Milestone(string name) => Milestones.Add(1, new KeyValuePair<string, object?>("milestone", name));

    public static void DeadLetter(string reason) => DeadLetters.Add(1, new KeyValuePair<string, object?>("reason", reason));
}
