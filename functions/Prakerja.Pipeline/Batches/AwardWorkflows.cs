using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Batches;

/// <summary>Awards the selected, so many pages at a time, and calls up single reserves.</summary>
public sealed class AwardWorkflows(AwardPages awards, BatchPlaces places) : IWorkflowModule
{
    private const int AtOnce = 16;
    private const int PagesPerRun = 64;

    private static RetryPolicy Retry => BatchRetries.Activity;

    public void Register(WorkflowCatalog catalog) => catalog
        .AddWorkflow(BatchNames.AwardBatch, 1, AwardAsync)
        .AddWorkflow(BatchNames.CallReserve, 1, CallReserveAsync)
        .AddActivity(BatchNames.AwardPage, (run, _) => awards.RunAsync(run))
        .AddActivity(BatchNames.FillPlace, (call, _) => places.FillAsync(call));

    private static async Task<Nothing> AwardAsync(IWorkflowContext context, AwardRun run)
    {
        for (var page = run.Page; page < run.Page + PagesPerRun; page += AtOnce)
        {
            var first = page;
            var more = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(i => AwardPageAsync(context, run with { Page = first + i })));
            if (more.Contains(false))
            {
                return Nothing.Value;
            }
        }

        context.ContinueAsNew(run with { Page = run.Page + PagesPerRun });
        return Nothing.Value;
    }

    /// <summary>False: the page is beyond the end.</summary>
    private static async Task<bool> AwardPageAsync(IWorkflowContext context, AwardRun run)
    {
        PageOutcome outcome;
        for (var attempt = 0; (outcome = await context.CallActivityAsync(BatchNames.AwardPage, run, Retry)).Unavailable; attempt++)
        {
            await BatchRetries.LaterAsync(context, attempt);
        }

        return outcome.Next is not null;
    }

    private static async Task<Nothing> CallReserveAsync(IWorkflowContext context, PlaceCall call)
    {
        for (var attempt = 0; (await context.CallActivityAsync(BatchNames.FillPlace, call, Retry)).Unavailable; attempt++)
        {
            await BatchRetries.LaterAsync(context, attempt);
            if (attempt == PagesPerRun)
            {
                context.ContinueAsNew(call);
                break;
            }
        }

        return Nothing.Value;
    }
}
