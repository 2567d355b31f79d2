using Prakerja.Pipeline.Batches;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Admin.Batches;

/// <summary>POST /api/admin/batches/{n}/release, and …/release/approval by another operator: a held batch goes on from where it stood.</summary>
public sealed class ReleaseBatch(BatchProposals proposals, BatchSteps steps, IWorkflowClient workflows, TimeProvider clock) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        new("release-batch", "POST", "/api/admin/batches/{batch}/release", Access.Operator, call => proposals.ProposeAsync(call, BatchEvent.Released, null, RefusalOf))
        {
            SuccessStatus = 202, Tag = "Batches", Response = typeof(BatchDetail),
            Summary = "Propose to go on with a held batch. Refused once it could not be announced in time any more; it can be cancelled then.",
        },
        new("approve-release", "POST", "/api/admin/batches/{batch}/release/approval", Access.Operator, ApproveAsync)
        {
            Tag = "Batches", Response = typeof(BatchDetail),
            Summary = "Release it, by another operator. If the beacon's round came before its entries were committed to, new rules name a later round.",
        },
    ];

    private async Task<Reply> ApproveAsync(Call call)
    {
        var (before, after, refusal) = await proposals.ApproveAsync(call, BatchEvent.Released, RefusalOf, (batch, _) => ValueTask.FromResult(new BatchChange(Release(batch), [])));
        if (refusal is not null)
        {
            return refusal;
        }

        if (after!.Round != before!.Round)
        {
            await steps.ReplaceRulesAsync(before, after);
        }

        await workflows.SignalAsync(BatchNames.WeeklyBatch, BatchNames.IdOf(after.Number), after.Number, BatchNames.Wake);
        return Reply.Ok(AdminBatches.View(after));
    }

    private Batch Release(Batch batch) => steps.WithLaterRound(batch) with { State = batch.HeldFrom!.Value, HeldFrom = null, HoldReason = null };

    private Problem? RefusalOf(Batch batch) => BatchLifecycle.Next(batch.State, BatchEvent.Released, batch.HeldFrom).IsMoved(out _)
        ? batch.IsTooLateAt(clock.GetUtcNow()) ? AdminBatches.AnnouncementTooLate : null
        : AdminBatches.WrongState(batch);
}
