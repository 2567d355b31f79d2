using Prakerja.Pipeline.Batches;
using Prakerja.Pipeline.Budgets;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Admin.Batches;

/// <summary>
/// POST /api/admin/batches/{n}/cancel, and …/cancel/approval by another operator. Its money is free again, its candidates may join the next batch. What was
/// committed to can only be cancelled when it is held and its year has no day left to announce it on.
/// </summary>
public sealed class CancelBatch(BatchProposals proposals, BudgetStore budgets, RecoveryPot pot, IWorkflowClient workflows, TimeProvider clock) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        new("cancel-batch", "POST", "/api/admin/batches/{batch}/cancel", Access.Operator, ProposeAsync)
        {
            Body = BodyKind.Json, SuccessStatus = 202, Tag = "Batches", Request = typeof(HoldRequest), Response = typeof(BatchDetail),
            Summary = "Propose to give a batch up: before its entries are committed to, or held for so long that it cannot be announced in time any more.",
        },
        new("approve-cancellation", "POST", "/api/admin/batches/{batch}/cancel/approval", Access.Operator, ApproveAsync)
        {
            Tag = "Batches", Response = typeof(BatchDetail), Summary = "Cancel it, by another operator. Candidates may join the next batch; what was published stays published.",
        },
    ];

    private async Task<Reply> ProposeAsync(Call call) =>
        HoldRequest.Read(call, out var reason) is { } bad ? bad : await proposals.ProposeAsync(call, BatchEvent.Cancelled, reason, RefusalOf);

    private async Task<Reply> ApproveAsync(Call call)
    {
        var (_, after, refusal) = await proposals.ApproveAsync(call, BatchEvent.Cancelled, RefusalOf, (batch, proposal) => CancelAsync(batch, proposal, call.Caller.Id));
        if (refusal is not null && after?.Cancellation?.By != call.Caller.Id)
        {
            return refusal;
        }

        // Again when whoever cancelled it repeats the call, after a crash between the commit and this.
        await pot.GiveBackAsync(after!);
        await workflows.SignalAsync(BatchNames.WeeklyBatch, BatchNames.IdOf(after!.Number), after.Number, BatchNames.Wake);
        return Reply.Ok(AdminBatches.View(after));
    }

    private async ValueTask<BatchChange> CancelAsync(Batch batch, BatchProposal proposal, string by)
    {
        var cancelled = batch with
        {
            State = BatchState.Cancelled, HeldFrom = null, HoldReason = null, Cancellation = new BatchCancellation(proposal.By, by, clock.GetUtcNow(), proposal.Reason),
        };
        var (budget, etag) = await budgets.ReadAsync(batch.Year);
        return new BatchChange(cancelled, batch.ApprovedAt is null ? [] : [BudgetStore.Write(batch.Year, budget.With(batch, -1), etag)]);
    }

    private Problem? RefusalOf(Batch batch) =>
        Allows(batch, BatchEvent.Cancelled) || (batch.IsTooLateAt(clock.GetUtcNow()) && Allows(batch, BatchEvent.Lapsed)) ? null : AdminBatches.WrongState(batch);

    private static bool Allows(Batch batch, BatchEvent happened) => BatchLifecycle.Next(batch.State, happened, batch.HeldFrom).IsMoved(out _);
}
