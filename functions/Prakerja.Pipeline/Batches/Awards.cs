using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Verification;

namespace Prakerja.Pipeline.Batches;

public enum AwardResult
{
    Awarded,

    /// <summary>May not have it; the reasons are recorded and the place is free.</summary>
    Lost,

    /// <summary>A registry cannot be reached: again later.</summary>
    Unavailable,
}

/// <summary>
/// Gives one ticket its place: checks the person once more, claims a slot of the family card and the once-in-a-lifetime claim, then commits the award in the
/// participant's shard. Repeating it finds what is there.
/// </summary>
public sealed class Awards(ParticipantStore participants, Candidates candidates, CandidateChecks checks, Claims claims, AwardGrant grant)
{
    public async Task<AwardResult> AwardAsync(Batch batch, string ticket, bool calledUp)
    {
        if (await candidates.FindAsync(batch.Number, ticket) is not { Candidate: var candidate })
        {
            return AwardResult.Lost;
        }

        var participant = await participants.FindAsync(candidate.Participant);
        if (participant?.Award?.Ticket == ticket)
        {
            await NoteCallAsync(batch, ticket, calledUp);
            return AwardResult.Awarded;
        }

        if (candidate.Verdict is { Outcome: CandidateOutcome.Ineligible or CandidateOutcome.Household } lost)
        {
            return await LoseAsync(batch, ticket, participant, lost);
        }

        return participant is null || Bar(participant, ticket, calledUp) is not null
            ? await LoseAsync(batch, ticket, participant, Verdict.Of(CandidateOutcome.Ineligible, Bar(participant, ticket, calledUp)!))
            : await CheckAsync(batch, ticket, candidate, participant, calledUp);
    }

    private async Task<AwardResult> CheckAsync(Batch batch, string ticket, Candidate candidate, Participant participant, bool calledUp)
    {
        if (await checks.StandingAsync(batch, participant) is not { } standing)
        {
            return AwardResult.Unavailable;
        }

        return standing.Reasons.Count > 0
            ? await LoseAsync(batch, ticket, participant, Verdict.Of(CandidateOutcome.Ineligible, standing.Reasons))
            : await ClaimAsync(batch, ticket, candidate, participant, standing.Registries, calledUp);
    }

    private static BatchEntry EntryOf(Batch batch, string ticket, Candidate candidate) =>
        new(batch.Number, ticket, candidate.Regency, candidate.Group, candidate.Household, candidate.JoinedAt);

    private static IReadOnlyList<string>? Bar(Participant? participant, string ticket, bool calledUp) => participant is null
        ? ["withdrawn"]
        : CandidateChecks.BarOf(participant, awarding: calledUp) ?? (calledUp || participant.Batch?.Ticket == ticket ? null : ["withdrawn"]);

    private async Task<AwardResult> ClaimAsync(
        Batch batch, string ticket, Candidate candidate, Participant participant, RegistryFacts registries, bool calledUp)
    {
        var facts = participant.Facts;
        if (await claims.ClaimSlotAsync(ClaimKinds.FamilyCard, facts.FamilyCardIndex!, ClaimKinds.FamilyCardSlots, participant.Id) is not { } slot)
        {
            return await LoseAsync(batch, ticket, participant, Verdict.Of(CandidateOutcome.Household, "household-cap"));
        }

        if (await claims.ClaimAsync(ClaimKinds.Recipient, facts.NikIndex!, participant.Id) != participant.Id)
        {
            return await LoseAsync(batch, ticket, participant, Verdict.Of(CandidateOutcome.Ineligible, "already-recipient"));
        }

        if (await grant.CommitAsync(batch, EntryOf(batch, ticket, candidate), participant.Id, slot, registries, calledUp))
        {
            await NoteCallAsync(batch, ticket, calledUp);
            return AwardResult.Awarded;
        }

        // Somebody acted in between: look again from the start.
        return await AwardAsync(batch, ticket, calledUp);
    }

    private async Task NoteCallAsync(Batch batch, string ticket, bool calledUp)
    {
        if (calledUp)
        {
            await candidates.JudgeAsync(batch.Number, ticket, Verdict.Of(CandidateOutcome.CalledUp));
        }
    }

    /// <summary>Recorded first, so that a repetition says the same; then claims of an attempt that did not end are given up.</summary>
    private async Task<AwardResult> LoseAsync(Batch batch, string ticket, Participant? participant, Verdict verdict)
    {
        await candidates.JudgeAsync(batch.Number, ticket, verdict);
        if (participant is { Award: null })
        {
            await ReleaseAsync(participant);
            await grant.LoseAsync(batch, ticket, participant.Id, verdict);
        }

        return AwardResult.Lost;
    }

    private async Task ReleaseAsync(Participant participant)
    {
        var facts = participant.Facts;
        for (var slot = 1; slot <= ClaimKinds.FamilyCardSlots && facts.FamilyCardIndex is not null; slot++)
        {
            await claims.ReleaseAsync($"{ClaimKinds.FamilyCard}-{slot}", facts.FamilyCardIndex, participant.Id);
        }

        if (facts.NikIndex is not null)
        {
            await claims.ReleaseAsync(ClaimKinds.Recipient, facts.NikIndex, participant.Id);
        }
    }
}
