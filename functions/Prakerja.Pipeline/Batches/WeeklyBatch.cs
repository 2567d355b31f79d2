using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Batches;

/// <summary>
/// One batch from approval to the end of its reserves: open, close, freeze, commit, beacon, draw, announce, award, finish. The row says where it stands;
/// each round does what is next, or waits for its time or a wake-up, so a hold stops it anywhere and a restart goes on from the row.
/// </summary>
public sealed class WeeklyBatch(BatchSteps steps, Freezing freezing, Committing committing, Drawing drawing) : IWorkflowModule
{
    private const int StepsPerRun = 30;
    private const int AtOnce = 16;
    private const int PagesPerRun = 64;
    private static RetryPolicy Retry => BatchRetries.Activity;

    public void Register(WorkflowCatalog catalog) => catalog
        .AddWorkflow(BatchNames.WeeklyBatch, 1, RunAsync)
        .AddWorkflow(BatchNames.FreezeShard, 1, FreezeShardAsync)
        .AddActivity(BatchNames.Plan, (batch, _) => steps.PlanAsync(batch))
        .AddActivity(BatchNames.Open, (batch, _) => Done(steps.OpenAsync(batch)))
        .AddActivity(BatchNames.Close, (batch, _) => Done(steps.CloseAsync(batch)))
        .AddActivity(BatchNames.FreezePage, (run, _) => freezing.RunAsync(run))
        .AddActivity(BatchNames.Commit, (batch, _) => Done(committing.RunAsync(batch)))
        .AddActivity(BatchNames.AskBeacon, (batch, _) => drawing.AskBeaconAsync(batch))
        .AddActivity(BatchNames.Draw, (batch, _) => Done(drawing.DrawAsync(batch)))
        .AddActivity(BatchNames.Announce, (batch, _) => Done(steps.AnnounceAsync(batch)))
        .AddActivity(BatchNames.EndAwards, (batch, _) => Done(steps.EndAwardsAsync(batch)))
        .AddActivity(BatchNames.Finish, (batch, _) => Done(steps.FinishAsync(batch)));

    private static async Task<Nothing> RunAsync(IWorkflowContext context, int batch)
    {
        for (var step = 0; step < StepsPerRun; step++)
        {
            var plan = await context.CallActivityAsync(BatchNames.Plan, batch, Retry);
            if (plan.Step == BatchStep.Ended)
            {
                return Nothing.Value;
            }

            await TakeAsync(context, batch, plan);
        }

        context.ContinueAsNew(batch);
        return Nothing.Value;
    }

    private static Task TakeAsync(IWorkflowContext context, int batch, BatchPlan plan) => plan.Step switch
    {
        BatchStep.Wait => WaitAsync(context, plan.Until),
        BatchStep.Open => context.CallActivityAsync(BatchNames.Open, batch, Retry),
        BatchStep.Close => context.CallActivityAsync(BatchNames.Close, batch, Retry),
        BatchStep.Freeze => FreezeAsync(context, batch),
        BatchStep.AskBeacon => AskBeaconAsync(context, batch),
        BatchStep.Draw => context.CallActivityAsync(BatchNames.Draw, batch, Retry),
        BatchStep.Announce => context.CallActivityAsync(BatchNames.Announce, batch, Retry),
        BatchStep.Award => AwardAllAsync(context, batch),
        _ => context.CallActivityAsync(BatchNames.Finish, batch, Retry),
    };

    private static async Task WaitAsync(IWorkflowContext context, DateTimeOffset? until)
    {
        if (until is { } time)
        {
            await context.WaitForEventAsync<Nothing>(BatchNames.Wake, time);
        }
        else
        {
            await context.WaitForEventAsync<Nothing>(BatchNames.Wake);
        }
    }

    private static async Task FreezeAsync(IWorkflowContext context, int batch)
    {
        foreach (var shards in Candidates.Shards.Chunk(AtOnce))
        {
            await Task.WhenAll(shards.Select(shard => FreezeOneAsync(context, new ShardRun(batch, shard))));
        }

        await context.CallActivityAsync(BatchNames.Commit, batch, Retry);
    }

    /// <summary>A small shard is one activity; what is left of a large one has a history of its own.</summary>
    private static async Task FreezeOneAsync(IWorkflowContext context, ShardRun run)
    {
        var first = await context.CallActivityAsync(BatchNames.FreezePage, run, Retry);
        if (first.Unavailable || first.Next is not null)
        {
            await context.CallWorkflowAsync(BatchNames.FreezeShard, $"{context.InstanceId}:freeze:{run.Shard}", run with { After = first.Next });
        }
    }

    private static async Task<Nothing> FreezeShardAsync(IWorkflowContext context, ShardRun run)
    {
        var next = run;
        for (var page = 0; page < PagesPerRun; page++)
        {
            var outcome = await context.CallActivityAsync(BatchNames.FreezePage, next, Retry);
            if (outcome.Unavailable)
            {
                await BatchRetries.LaterAsync(context, page);
            }
            else if (outcome.Next is null)
            {
                return Nothing.Value;
            }
            else
            {
                next = next with { After = outcome.Next };
            }
        }

        context.ContinueAsNew(next);
        return Nothing.Value;
    }

    private static async Task AskBeaconAsync(IWorkflowContext context, int batch)
    {
        if (!await context.CallActivityAsync(BatchNames.AskBeacon, batch, Retry))
        {
            await context.WaitForEventAsync<Nothing>(BatchNames.Wake, context.UtcNow + TimeSpan.FromMinutes(1));
        }
    }

    private static async Task AwardAllAsync(IWorkflowContext context, int batch)
    {
        await context.CallWorkflowAsync(BatchNames.AwardBatch, $"{context.InstanceId}:award", new AwardRun(batch));
        await context.CallActivityAsync(BatchNames.EndAwards, batch, Retry);
    }

    private static async Task<Nothing> Done(Task step)
    {
        await step;
        return Nothing.Value;
    }
}
