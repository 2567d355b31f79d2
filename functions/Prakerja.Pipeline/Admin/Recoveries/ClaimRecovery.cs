using Prakerja.Pipeline.Audit;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Recoveries;

namespace Prakerja.Pipeline.Admin.Recoveries;

/// <param name="Incentive">Key of the incentive that was paid, such as <c>completion-1</c>.</param>
/// <param name="Reason">Why the person may not have been paid it then.</param>
public sealed record ClaimRequest(string? ParticipantId, string? Incentive, string? Reason);

/// <summary>POST /api/admin/recoveries: claims back what was paid to somebody found ineligible at the time; owed once another finance person approves.</summary>
public sealed class ClaimRecovery(ParticipantStore participants, RecoveryBook book, RecoveryIndex index, AuditTrail audit, TimeProvider clock) : IUseCase
{
    private static readonly TextRule ReasonRule = new(1, 1000, Lines: true);

    public IEnumerable<Endpoint> Endpoints =>
    [
        new("claim-recovery", "POST", "/api/admin/recoveries", Access.Finance, HandleAsync)
        {
            Body = BodyKind.Json, BodyLimit = 8192, SuccessStatus = 202, ReplayFor = TimeSpan.MaxValue, Tag = "Money", Request = typeof(ClaimRequest), Response = typeof(RecoveryView),
            Summary = "Proposes to claim back an incentive paid to somebody who was not eligible then. Owed, for 60 days, once another finance person approves.",
        },
    ];

    private async Task<Reply> HandleAsync(Call call)
    {
        if (call.Read<ClaimRequest>(out var request) is { } unreadable)
        {
            return unreadable;
        }

        var fields = new Fields();
        var (id, incentive, reason) = (fields.Need("participantId", request.ParticipantId), fields.Need("incentive", request.Incentive), fields.Take("reason", ReasonRule.Parse(request.Reason)));
        if (fields.Problem is { } problem)
        {
            return problem;
        }

        var reply = await participants.ChangeAsync(id, change => ClaimAsync(change, call.Caller.Id, incentive, reason)) ?? Problems.NotFound;
        if (reply.IsSuccess && await participants.FindAsync(id) is { } participant)
        {
            await index.MirrorAsync(participant);
        }

        return reply;
    }

    private async ValueTask<Reply> ClaimAsync(ParticipantChange change, string by, string incentive, string reason)
    {
        await book.FoldAsync(change);
        if (change.Participant.Payouts.FirstOrDefault(p => p.Key == incentive) is not { State: PaymentState.Paid } paid)
        {
            return Problems.Conflict("not-paid", new("Belum dibayar", "Not paid"), new("Insentif ini tidak berstatus dibayar.", "This incentive is not paid."));
        }

        var reference = PaymentReferences.Of(change.Before.Id, incentive, paid.PaidAttempt ?? paid.Attempt);
        if (change.Participant.Recoveries.Any(r => r.Recovery is { Cause: "ineligible", State: not RecoveryState.Dropped } && r.Recovery.Reference == reference))
        {
            return Problems.Conflict("claimed-before", new("Sudah ditagih", "Claimed before"), new("Insentif ini sudah ditagih kembali.", "This incentive is being claimed back already."));
        }

        await audit.AppendAsync(by, "claim-recovery", change.Before.Id);
        var number = change.Participant.Recoveries.Count + 1;
        var entry = new RecoveryEntry(new Recovery(number, "ineligible", reference, paid.Amount + paid.PartPaid, change.At, Wib.DateOf(change.At)))
        {
            Proposal = new RecoveryProposal(1, RecoveryAct.Claim, by, change.At, reason, paid.Amount + paid.PartPaid), LastProposal = 1,
        };
        change.Keep(entry);
        change.WakeLifecycle();
        return Reply.Accepted(RecoveryView.Of(new RecoveryRow(change.Before.Id, entry), clock.GetUtcNow()));
    }
}
