using Prakerja.Pipeline.Audit;
using Prakerja.Pipeline.Batches;
using Prakerja.Pipeline.Http;

namespace Prakerja.Pipeline.Admin.Batches;

/// <summary>Acts on a batch that one operator proposes and another approves. A batch has one proposal at a time: the last one made.</summary>
public sealed class BatchProposals(BatchStore batches, AuditTrail audit, TimeProvider clock)
{
    /// <param name="refusal">Why the act is not possible now; looked at again when it is approved.</param>
    public async Task<Reply> ProposeAsync(Call call, BatchEvent act, string? reason, Func<Batch, Problem?> refusal)
    {
        Problem? problem = null;
        var proposed = await batches.ChangeAsync(AdminBatches.NumberOf(call), async batch =>
        {
            if ((problem = refusal(batch)) is not null)
            {
                return new BatchChange(batch, []);
            }

            await audit.AppendAsync(call.Caller.Id, $"propose-{act.Word()}", BatchNames.IdOf(batch.Number));
            return new BatchChange(batch with { Proposal = new BatchProposal(act, call.Caller.Id, clock.GetUtcNow(), reason) }, []);
        });
        return problem ?? (proposed is null ? Problems.NotFound : Reply.Accepted(AdminBatches.View(proposed)));
    }

    /// <summary>Carries out what another operator proposed.</summary>
    /// <param name="carryOut">The batch afterwards; the proposal is taken off it.</param>
    public async Task<BatchApproval> ApproveAsync(
        Call call, BatchEvent act, Func<Batch, Problem?> refusal, Func<Batch, BatchProposal, ValueTask<BatchChange>> carryOut)
    {
        (Batch? before, Problem? problem) = (null, null);
        var after = await batches.ChangeAsync(AdminBatches.NumberOf(call), async batch =>
        {
            (before, problem) = (batch, RefusalOf(batch, act, call.Caller.Id) ?? refusal(batch));
            if (problem is not null)
            {
                return new BatchChange(batch, []);
            }

            await audit.AppendAsync(call.Caller.Id, $"approve-{act.Word()}", BatchNames.IdOf(batch.Number));
            var change = await carryOut(batch, batch.Proposal!);
            return change with { Batch = change.Batch with { Proposal = null } };
        });
        return new BatchApproval(before, after, after is null ? Problems.NotFound : problem);
    }

    private static Problem? RefusalOf(Batch batch, BatchEvent act, string by) => batch.Proposal switch
    {
        { } proposal when proposal.Act == act => proposal.By == by ? Problems.SecondPersonNeeded : null,
        _ => Problems.NothingProposed,
    };
}

/// <param name="Refusal">Null: it was carried out.</param>
public sealed record BatchApproval(Batch? Before, Batch? After, Problem? Refusal);
