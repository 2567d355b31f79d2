using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Verification;

namespace Prakerja.Pipeline.Batches;

public sealed record JoinRequest(int? Batch);

/// <summary>PUT /api/me/batch: one ticket in one open batch. The candidate's row is written first; the participant's commit makes it count.</summary>
public sealed class JoinBatch(
    ParticipantStore participants, BatchStore batches, Candidates candidates, Receipts receipts, BatchReturn returns, EligibilityCheck eligibility,
    IRandomSource random) : IUseCase
{
    /// <summary>A domicile stays for this long (programme.md: keeps people from applying where places are empty).</summary>
    private static readonly TimeSpan DomicileStays = TimeSpan.FromDays(90);

    public IEnumerable<Endpoint> Endpoints =>
    [
        new("join-batch", "PUT", "/api/me/batch", Access.Applicant, HandleAsync)
        {
            Body = BodyKind.Json, BodyLimit = 4096, SuccessStatus = 202, Tag = "Batches", Request = typeof(JoinRequest), Response = typeof(SignedReceipt),
            Summary = "Join an open batch; the answer is the signed receipt. Joining the same batch again gives the same receipt.",
        },
    ];

    private async Task<Reply> HandleAsync(Call call)
    {
        if (call.Read<JoinRequest>(out var request) is { } unreadable)
        {
            return unreadable;
        }

        var fields = new Fields();
        var number = fields.Need("batch", request.Batch);
        if (fields.Problem is { } problem)
        {
            return problem;
        }

        if (await batches.FindRecentAsync(number) is not { ApprovedAt: not null } batch)
        {
            return Problems.NotFound;
        }

        var ticket = random.Hex(16);
        var reply = await participants.ChangeAsync(call, change => DecideAsync(change, batch, ticket));
        if (reply.Json is not SignedReceipt { Receipt.Ticket: var held } || held != ticket)
        {
            // Another call of the same person won, after this one had written its row.
            await candidates.RemoveAsync(batch.Number, ticket);
        }

        return reply;
    }

    private async ValueTask<Reply> DecideAsync(ParticipantChange change, Batch batch, string ticket)
    {
        if (change.Participant is { State: ParticipantState.Candidate, Batch: { } present } && present.Batch == batch.Number
            && await receipts.FindAsync(change.Before.Id, present) is { } known)
        {
            return Reply.Accepted(known);
        }

        await returns.SettleAsync(change);
        if (RefusalOf(change, batch) is { } refusal)
        {
            return refusal;
        }

        var verdict = await eligibility.JudgeAsync(change.Participant, await change.PersonalAsync(), batch.ClosingDay);
        return verdict.Reasons.Count > 0
            ? Problems.Conflict(verdict.Reasons[0]) with { Reasons = verdict.Reasons }
            : await EnterAsync(change, batch, ticket, verdict.Group);
    }

    private static Problem? RefusalOf(ParticipantChange change, Batch batch) => change.Participant switch
    {
        { Award: not null } => Problems.Conflict(Reasons.Get("already-recipient")),
        { State: ParticipantState.Candidate } => Problems.Conflict(Reasons.Get("already-in-batch")),
        { State: not ParticipantState.Verified } => Problems.Conflict(Reasons.Get("not-verified")),
        { Test.SubmittedAt: null } => Problems.Conflict(Reasons.Get("test-open")),
        _ => batch.IsOpenAt(change.At) ? null : Problems.Conflict(Reasons.Get("batch-closed")),
    };

    private async ValueTask<Reply> EnterAsync(ParticipantChange change, Batch batch, string ticket, int group)
    {
        var firstTime = change.Participant.Facts.DomicileFixedAt is null;
        FixDomicile(change);
        var facts = change.Participant.Facts;
        var entry = new BatchEntry(batch.Number, ticket, facts.Domicile!, group, facts.FamilyCardIndex!, change.At);
        var candidate = new Candidate(change.Before.Id, entry.Regency, group, entry.Household, change.At);
        if (!await candidates.AddAsync(batch.Number, ticket, candidate))
        {
            return Problems.Conflict(Reasons.Get("batch-closed"));
        }

        change.Participant = change.Participant with { Batch = entry, Verification = change.Participant.Verification with { Group = group } };
        change.Apply(LifecycleEvent.JoinedBatch);
        var receipt = await receipts.IssueAsync(change, entry);
        if (firstTime)
        {
            change.Reached(Milestones.Joined);
        }

        return Reply.Accepted(receipt);
    }

    private static void FixDomicile(ParticipantChange change)
    {
        var facts = change.Participant.Facts;
        var regency = facts.Profile!.Regency;
        if (facts.Domicile is null || (facts.Domicile != regency && change.At - facts.DomicileFixedAt >= DomicileStays))
        {
            change.Participant = change.Participant with { Facts = facts with { Domicile = regency, DomicileFixedAt = change.At } };
        }
    }
}
