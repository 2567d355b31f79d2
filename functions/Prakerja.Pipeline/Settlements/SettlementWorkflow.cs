using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Settlements;

/// <summary>
/// A platform's week (id <c>settlement:{platform}.{week}</c>): makes the statement, and ends until two people want it paid; started again, it pays, and asks
/// the partner until the fate of the money is known. What to do is in the tables; a run that finds nothing ends.
/// </summary>
public sealed class SettlementWorkflow(SettlementMaking making, SettlementPaying paying) : IWorkflowModule
{
    private const int StepsPerRun = 20;

    private static readonly TimeSpan[] Waits = [TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromDays(1)];

    public void Register(WorkflowCatalog catalog) => catalog
        .AddWorkflow(SettlementNames.Settlement, 1, RunAsync)
        .AddActivity(SettlementNames.MakeSettlement, making.RunAsync)
        .AddActivity(SettlementNames.PaySettlement, paying.RunAsync);

    private static async Task<Nothing> RunAsync(IWorkflowContext context, SettlementRun run)
    {
        await context.CallActivityAsync(SettlementNames.MakeSettlement, run with { Asked = 0 }, RetryPolicy.Standard);
        for (var step = run.Asked; step < run.Asked + StepsPerRun; step++)
        {
            if (await context.CallActivityAsync(SettlementNames.PaySettlement, run with { Asked = 0 }, RetryPolicy.Standard) == PaymentStep.Settled)
            {
                return Nothing.Value;
            }

            await context.WaitForEventAsync<Nothing>(PaymentNames.Answered, context.UtcNow + Waits[Math.Min(step, Waits.Length - 1)]);
        }

        context.ContinueAsNew(run with { Asked = run.Asked + StepsPerRun });
        return Nothing.Value;
    }
}
