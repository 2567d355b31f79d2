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
/// participant's shard. Repeating it finds what is there. A person may have two tickets in hand at once, as a reserve of one batch and a winner of the next:
/// whatever becomes of one touches no claim of the other.
/// </summary>
public sealed class Awards(ParticipantStore participants, Candidates candidates, CandidateChecks checks, AwardHolds holds, AwardGrant grant)
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

        var attempt = new AwardAttempt(batch, ticket, candidate, calledUp);
        if (candidate.Verdict is { HasLost: true } lost)
        {
            return await LoseAsync(attempt, lost);
        }

        return Bar(participant, ticket, calledUp) is { } bar
            ? await LoseAsync(attempt, Verdict.Of(CandidateOutcome.Ineligible, bar))
            : await CheckAsync(attempt, participant!);
    }

    /// <summary>A reserve's call that comes to nothing, since reserves do not live any more; unless an attempt has committed.</summary>
    public async Task<AwardResult> LapseAsync(Batch batch, string ticket) => await candidates.FindAsync(batch.Number, ticket) is { Candidate: var candidate }
        ? await LoseAsync(new AwardAttempt(batch, ticket, candidate, CalledUp: true), Verdict.Of(CandidateOutcome.Lapsed))
        : AwardResult.Lost;

    private async Task<AwardResult> CheckAsync(AwardAttempt attempt, Participant participant)
    {
        if (await checks.StandingAsync(attempt.Batch, participant) is not { } standing)
        {
            return AwardResult.Unavailable;
        }

        return standing.Reasons.Count > 0
            ? await LoseAsync(attempt, Verdict.Of(CandidateOutcome.Ineligible, standing.Reasons))
            : await ClaimAsync(attempt, participant, standing.Registries);
    }

    private static IReadOnlyList<string>? Bar(Participant? participant, string ticket, bool calledUp) => participant is null
        ? ["withdrawn"]
        : CandidateChecks.BarOf(participant, awarding: calledUp) ?? (calledUp || participant.Batch?.Ticket == ticket ? null : ["withdrawn"]);

    private async Task<AwardResult> ClaimAsync(AwardAttempt attempt, Participant participant, RegistryFacts registries)
    {
        var claimed = await holds.ClaimAsync(attempt, participant);
        if (claimed.Refusal is { } refusal)
        {
            return await LoseAsync(attempt, refusal);
        }

        if (await grant.CommitAsync(attempt, claimed, registries))
        {
            await NoteCallAsync(attempt.Batch, attempt.Ticket, attempt.CalledUp);
            return AwardResult.Awarded;
        }

        // Somebody acted in between: look again from the start.
        return await AwardAsync(attempt.Batch, attempt.Ticket, attempt.CalledUp);
    }

    private async Task NoteCallAsync(Batch batch, string ticket, bool calledUp)
    {
        if (calledUp)
        {
            await candidates.JudgeAsync(batch.Number, ticket, Verdict.Of(CandidateOutcome.CalledUp));
        }
    }

    /// <summary>
    /// Recorded first, so that a repetition says the same and no attempt under way commits any more; then the claims of attempts that did not end are
    /// given up. An attempt that had committed before has the place.
    /// </summary>
    private async Task<AwardResult> LoseAsync(AwardAttempt attempt, Verdict verdict)
    {
        var (batch, ticket, candidate, calledUp) = attempt;
        await candidates.JudgeAsync(batch.Number, ticket, verdict);
        if (await grant.LoseAsync(attempt, verdict))
        {
            await holds.ReleaseAsync(batch.Number, ticket);
            return AwardResult.Lost;
        }

        await candidates.JudgeAsync(batch.Number, ticket, calledUp ? Verdict.Of(CandidateOutcome.CalledUp) : candidate.Verdict ?? Verdict.Of(CandidateOutcome.Entered));
        return AwardResult.Awarded;
    }
}

/// <summary>One ticket on its way to an award.</summary>
/// <param name="Candidate">As read when the attempt began.</param>
/// <param name="CalledUp">A reserve; otherwise one of the selected.</param>
public sealed record AwardAttempt(Batch Batch, string Ticket, Candidate Candidate, bool CalledUp)
{
    public BatchEntry Entry => new(Batch.Number, Ticket, Candidate.Regency, Candidate.Group, Candidate.Household, Candidate.JoinedAt);
}
