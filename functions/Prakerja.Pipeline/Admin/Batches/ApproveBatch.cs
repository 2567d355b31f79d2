using Prakerja.Pipeline.Audit;
using Prakerja.Pipeline.Batches;
using Prakerja.Pipeline.Budgets;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Admin.Batches;

/// <summary>POST /api/admin/batches/{n}/approval, by another operator: budget and calendar are checked, rules signed and published, the workflow started.</summary>
public sealed class ApproveBatch(
    BatchStore batches, BatchSteps steps, BudgetStore budgets, BudgetLedger ledger, RecoveryPot pot, AuditTrail audit, IRandomnessBeacon beacon, IWorkflowClient workflows, TimeProvider clock) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        new("approve-batch", "POST", "/api/admin/batches/{batch}/approval", Access.Operator, HandleAsync)
        {
            Tag = "Batches", Response = typeof(BatchDetail), Summary = "Approve a draft; by another operator than the one who made it.",
        },
    ];

    private async Task<Reply> HandleAsync(Call call)
    {
        Problem? problem = null;
        var approved = await batches.ChangeAsync(AdminBatches.NumberOf(call), async batch =>
        {
            problem = RefusalOf(batch, call.Caller.Id);
            if (problem is not null || batch.State != BatchState.Draft)
            {
                return new BatchChange(batch, []);
            }

            // Read once: what was judged is what the commit replaces, so of two approvals at once the second is judged with the first.
            var (budget, etag) = await budgets.ReadAsync(batch.Year);
            if ((problem = await OverBudgetAsync(batch, budget)) is not null)
            {
                return new BatchChange(batch, []);
            }

            await audit.AppendAsync(call.Caller.Id, "approve-batch", BatchNames.IdOf(batch.Number));
            return new BatchChange(Approve(batch, call.Caller.Id), [BudgetStore.Write(batch.Year, budget.With(batch, 1), etag)]);
        });
        if (problem is not null || approved is null)
        {
            return problem ?? Problems.NotFound;
        }

        await StartAsync(approved);
        return Reply.Ok(AdminBatches.View(approved));
    }

    /// <summary>Repeated by whoever approves again; the sweep starts what a crash left.</summary>
    private async Task StartAsync(Batch batch)
    {
        await ledger.PostDueAsync(batch.Year);
        if (batch.Recovery)
        {
            await pot.TakeAsync(batch);
        }

        await steps.PublishRulesAsync(batch);
        await workflows.StartAsync(BatchNames.WeeklyBatch, BatchNames.IdOf(batch.Number), batch.Number);
    }

    private Batch Approve(Batch batch, string by) => batch with
    {
        State = BatchState.Approved, ApprovedBy = by, ApprovedAt = clock.GetUtcNow(), Chain = beacon.Chain,
        Round = beacon.RoundAt(batch.ClosesAt + BatchRules.ObjectionTime),
    };

    private Problem? RefusalOf(Batch batch, string by) => batch switch
    {
        { State: not (BatchState.Draft or BatchState.Cancelled) } when batch.ApprovedBy == by => null,
        { State: not BatchState.Draft } => AdminBatches.WrongState(batch),
        _ when batch.CreatedBy == by => Problems.SecondPersonNeeded,
        _ when batch.ClosesAt <= clock.GetUtcNow() => AdminBatches.TooLate("batch-over", "Waktu penutupan sudah lewat.", "The closing time has passed."),
        _ when batch.IsTooLateAt(batch.AnnouncesAt) => AdminBatches.AnnouncementTooLate,
        _ => null,
    };

    private async ValueTask<Problem?> OverBudgetAsync(Batch batch, YearBudget budget)
    {
        var figures = await budgets.FiguresAsync(batch.Year, budget);
        return YearBudgets.Fits(figures.Spendable, figures.Bound, batch.TotalPlaces, batch.Terms)
            ? null
            : BudgetProblems.Exceeded(figures, batch.TotalPlaces * batch.Terms.Total);
    }
}
