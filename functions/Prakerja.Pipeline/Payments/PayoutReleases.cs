using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Payments;

/// <summary>A part of a run to be woken.</summary>
/// <param name="After">Row after which it begins; null: the first.</param>
public sealed record ReleasePart(string Run, string? After);

/// <summary>Wakes the attempts that two people have released, part by part; each may be repeated, and whoever is not reached looks by itself within the hour.</summary>
public sealed class PayoutReleases(ITableStore tables, PayoutRuns runs, IWorkflowClient workflows) : IWorkflowModule
{
    public static readonly WorkflowName<ReleasePart, Nothing> Workflow = new("ReleasePayouts");
    private static readonly ActivityName<ReleasePart, string?> Wake = new("WakeReleased");
    private const int PartSize = 200;
    private const int PartsPerRun = 50;

    public void Register(WorkflowCatalog catalog) => catalog
        .AddWorkflow(Workflow, 1, RunAsync)
        .AddActivity(Wake, WakeAsync);

    public Task StartAsync(string run, int round) => workflows.StartAsync(Workflow, $"release:{run}:{round}", new ReleasePart(run, null));

    private static async Task<Nothing> RunAsync(IWorkflowContext context, ReleasePart part)
    {
        var after = part.After;
        for (var number = 0; number < PartsPerRun; number++)
        {
            after = await context.CallActivityAsync(Wake, part with { After = after }, RetryPolicy.Standard);
            if (after is null)
            {
                return Nothing.Value;
            }
        }

        context.ContinueAsNew(part with { After = after });
        return Nothing.Value;
    }

    /// <summary>The last row looked at; null: there are no more.</summary>
    private async Task<string?> WakeAsync(ReleasePart part, CancellationToken cancellation)
    {
        var from = part.After is null ? PayoutRuns.Rows : part.After + '\u0001';
        var page = await tables.ScanAsync(PayoutRuns.Table, part.Run, new RowRange(from, PayoutRuns.Rows + '\uffff'), PartSize, null, cancellation);
        var released = (await runs.FindAsync(part.Run))?.ReleasedRound ?? 0;
        foreach (var row in page.Rows.Select(r => PipelineJson.Read<PayoutRunRow>(r.Body)).Where(r => r.Place.Slot is null && r.Place.Round <= released))
        {
            await workflows.RaiseEventAsync(new PayoutAttempt(row.Participant, row.Key, row.Attempt).InstanceId, PaymentNames.Answered, Nothing.Value, cancellation);
        }

        return page.Continuation is null ? null : page.Rows[^1].Row;
    }
}
