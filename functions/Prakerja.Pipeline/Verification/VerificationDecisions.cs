using Prakerja.Domain.Eligibility;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Verification;

/// <summary>Writes the outcome of a check of one version of the facts; an outcome for facts changed meanwhile is dropped.</summary>
public sealed class VerificationDecisions(ParticipantStore participants, EligibilityCheck eligibility, ReviewQueue reviews)
{
    public Task UnavailableAsync(Participant checkedOne) => DecideAsync(checkedOne, change =>
    {
        if (change.Participant.Verification.State != VerificationState.RegistryUnavailable)
        {
            change.Participant = change.Participant with { Verification = change.Participant.Verification with { State = VerificationState.RegistryUnavailable } };
        }

        return ValueTask.CompletedTask;
    });

    public Task MismatchAsync(Participant checkedOne) => ReopenAsync(checkedOne, VerificationState.Mismatch, "identity-mismatch");

    /// <summary>Mismatches are used up: these facts were not checked.</summary>
    public Task LockedAsync(Participant checkedOne) => ReopenAsync(checkedOne, VerificationState.Locked, "identity-locked");

    private Task<bool> ReopenAsync(Participant checkedOne, VerificationState state, string template) => DecideAsync(checkedOne, change =>
    {
        change.Participant = change.Participant with
        {
            Verification = change.Participant.Verification with { State = state, FactsVersion = change.Participant.Facts.Version },
        };
        change.Apply(LifecycleEvent.StepsReopened);
        change.Notify(template);
        return ValueTask.CompletedTask;
    });

    public async Task ReviewAsync(Participant checkedOne, RegistryFacts registries, IReadOnlyList<string> causes)
    {
        await reviews.OpenAsync(checkedOne, causes);
        var stands = await DecideAsync(checkedOne, change =>
        {
            change.Participant = change.Participant with
            {
                Verification = change.Participant.Verification with
                {
                    State = VerificationState.Review, FactsVersion = change.Participant.Facts.Version, Registries = registries,
                },
            };
            return ValueTask.CompletedTask;
        });
        if (!stands)
        {
            await reviews.CloseStaleAsync(checkedOne.Id, checkedOne.Facts.Version);
        }
    }

    public Task PassAsync(Participant checkedOne, RegistryFacts registries) => DecideAsync(checkedOne, change => PassAsync(change, registries));

    /// <summary>The identity is theirs; whether they may take part is the next question.</summary>
    public async ValueTask PassAsync(ParticipantChange change, RegistryFacts registries)
    {
        var verification = change.Participant.Verification with
        {
            State = VerificationState.Passed, FactsVersion = change.Participant.Facts.Version, Registries = registries, PassedAt = change.At,
        };
        if (change.Participant.Verification.PassedAt is null)
        {
            change.Reached(Milestones.IdentityVerified);
        }

        change.Participant = change.Participant with { Verification = verification };
        var verdict = await eligibility.JudgeAsync(change.Participant, await change.PersonalAsync(), change.At);
        change.Participant = change.Participant with
        {
            Verification = verification with { Group = verdict.Group }, RefusedFor = [.. verdict.Reasons.Select(r => r.Code)],
        };
        if (verdict.Reasons.Count > 0)
        {
            change.Apply(LifecycleEvent.Ineligible);
            change.Reached(Milestones.Refused);
            change.Notify("refused", ("reasons", string.Join(',', verdict.Reasons.Select(r => r.Code))));
        }
        else
        {
            change.Apply(LifecycleEvent.IdentityVerified);
            change.Notify("verified");
        }
    }

    /// <summary>Whether the facts checked are still the participant's.</summary>
    private Task<bool> DecideAsync(Participant checkedOne, Func<ParticipantChange, ValueTask> decide) => participants.ChangeAsync(checkedOne.Id, async change =>
    {
        if (change.Participant.State == ParticipantState.Verifying && change.Participant.Facts.Version == checkedOne.Facts.Version
            && change.Participant.Verification.FactsVersion != checkedOne.Facts.Version)
        {
            await decide(change);
        }

        return change.Participant.Facts.Version == checkedOne.Facts.Version;
    });
}
