using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Verification;

namespace Prakerja.Pipeline.Batches;

/// <summary>Reasons why a person may not have a place, none: may; null result: a registry cannot be reached.</summary>
public sealed record Standing(IReadOnlyList<string> Reasons, RegistryFacts Registries);

/// <summary>Looks at one candidate once more: the exclusion registries and the rules, age as of the closing day.</summary>
public sealed class CandidateChecks(
    ParticipantStore participants, IExclusionRegistries exclusions, EligibilityCheck eligibility, HouseholdRows households)
{
    /// <summary>For the entries file. Null: a registry cannot be reached, ask again later.</summary>
    public async Task<Verdict?> FreezeAsync(Batch batch, string ticket, Candidate candidate)
    {
        if (await ConfirmAsync(ticket, candidate) is not { } participant)
        {
            return Verdict.Of(CandidateOutcome.Void);
        }

        if (BarOf(participant, awarding: false) is { } bar)
        {
            return Verdict.Of(CandidateOutcome.Ineligible, bar);
        }

        if (await StandingAsync(batch, participant) is not { } standing)
        {
            return null;
        }

        if (standing.Reasons.Count > 0)
        {
            return Verdict.Of(CandidateOutcome.Ineligible, standing.Reasons);
        }

        var allowance = await households.AllowanceAsync(batch.Number, candidate.Household);
        return allowance == 0
            ? Verdict.Of(CandidateOutcome.Household, "household-cap")
            : new Verdict(CandidateOutcome.Entered, [], allowance);
    }

    /// <summary>Registries and rules. Null: a registry cannot be reached.</summary>
    public async Task<Standing?> StandingAsync(Batch batch, Participant participant)
    {
        var personal = await participants.OpenAsync(participant);
        var answer = await exclusions.CheckAsync(personal.Nik!);
        if (!answer.Available)
        {
            return null;
        }

        var known = participant.Verification.Registries;
        var registries = new RegistryFacts(answer.Student, answer.Official, answer.SocialAid, answer.Deceased || known.Deceased);
        var asked = participant with { Verification = participant.Verification with { Registries = registries } };
        var verdict = await eligibility.JudgeAsync(asked, personal, batch.ClosingDay);
        return new Standing([.. verdict.Reasons.Select(r => r.Code)], registries);
    }

    /// <summary>Why the state alone bars; null: it does not.</summary>
    /// <param name="awarding">A reserve may be verified again, or a candidate elsewhere.</param>
    public static IReadOnlyList<string>? BarOf(Participant participant, bool awarding) => participant switch
    {
        { State: ParticipantState.Withdrawn } => ["withdrawn"],
        { State: ParticipantState.Revoked } => ["previously-revoked"],
        { Award: not null } => ["already-recipient"],
        { State: ParticipantState.Candidate } => null,
        { State: ParticipantState.Verified } when awarding => null,
        { State: ParticipantState.Refused } => participant.RefusedFor,
        _ => ["not-verified"],
    };

    /// <summary>
    /// The participant, if the ticket is theirs. Otherwise their row is written anew unchanged: a joining under way, decided before the shard was closed,
    /// then fails to commit, is decided again and finds the fence.
    /// </summary>
    private async Task<Participant?> ConfirmAsync(string ticket, Candidate candidate)
    {
        var found = await participants.ChangeAsync(candidate.Participant, change =>
        {
            if (change.Participant.Batch?.Ticket != ticket)
            {
                change.Participant = change.Participant with { };
            }

            return ValueTask.FromResult(change.Participant);
        });
        return found?.Batch?.Ticket == ticket ? found : null;
    }
}
