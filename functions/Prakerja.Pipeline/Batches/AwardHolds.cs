using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Batches;

/// <param name="Refusal">Why there is no claim; null: there is.</param>
/// <param name="Slot">Of the family card.</param>
public sealed record AwardClaimed(AwardClaims Claims, int Slot, Verdict? Refusal = null);

/// <summary>
/// The claims an award needs: a slot of the family card and once in a lifetime, both in the name of the ticket. What they are on is recorded with the
/// candidate first, so that they are given up where they were made even if the person has another card by then.
/// </summary>
public sealed class AwardHolds(Candidates candidates, Claims claims)
{
    public async Task<AwardClaimed> ClaimAsync(AwardAttempt attempt, Participant participant)
    {
        var wanted = new AwardClaims(participant.Facts.NikIndex!, participant.Facts.FamilyCardIndex!, participant.Id);
        if (attempt.Candidate.Held != wanted)
        {
            await GiveUpAsync(attempt.Candidate, attempt.Ticket);
            await candidates.HoldAsync(attempt.Batch.Number, attempt.Ticket, wanted);
        }

        if (await claims.ClaimSlotAsync(ClaimKinds.FamilyCard, wanted.FamilyCard, ClaimKinds.FamilyCardSlots, participant.Id, attempt.Ticket) is not { } slot)
        {
            return new AwardClaimed(wanted, 0, Verdict.Of(CandidateOutcome.Household, "household-cap"));
        }

        return await claims.ClaimAsync(ClaimKinds.Recipient, wanted.Nik, participant.Id, attempt.Ticket) == participant.Id
            ? new AwardClaimed(wanted, slot)
            : new AwardClaimed(wanted, 0, Verdict.Of(CandidateOutcome.Ineligible, "already-recipient"));
    }

    /// <summary>Gives up whatever the ticket holds, and forgets what it was on. Once no attempt can commit any more.</summary>
    public async Task ReleaseAsync(int batch, string ticket)
    {
        if (await candidates.FindAsync(batch, ticket) is { Candidate: { Held: not null } candidate })
        {
            await GiveUpAsync(candidate, ticket);
            await candidates.HoldAsync(batch, ticket, null);
        }
    }

    private async Task GiveUpAsync(Candidate candidate, string ticket)
    {
        if (candidate.Held is not { } held)
        {
            return;
        }

        for (var slot = 1; slot <= ClaimKinds.FamilyCardSlots; slot++)
        {
            await claims.ReleaseAsync($"{ClaimKinds.FamilyCard}-{slot}", held.FamilyCard, held.Holder, ticket);
        }

        await claims.ReleaseAsync(ClaimKinds.Recipient, held.Nik, held.Holder, ticket);
    }
}
