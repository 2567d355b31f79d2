using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Registration;

/// <summary>Which registration steps are done, and what follows when the last one is.</summary>
public static class RegistrationProgress
{
    public static bool AllStepsDone(Participant participant) => participant is
    {
        Facts: { NikIndex: not null, FamilyCardIndex: not null, Profile: not null, KtpPhoto: not null, Selfie: not null, Declaration: not null },
        Contacts.PhoneVerifiedAt: not null,
    };

    /// <summary>Facts that identity or eligibility depend on may change until a batch is joined.</summary>
    public static bool FactsAreOpen(Participant participant) =>
        participant.State is ParticipantState.Registered or ParticipantState.Verifying or ParticipantState.Verified or ParticipantState.Refused;

    /// <summary>A step was completed or a fact changed: the check starts (again) once everything is there, also one that ended for want of a phone.</summary>
    public static void Completed(ParticipantChange change)
    {
        if (!AllStepsDone(change.Participant))
        {
            return;
        }

        if (change.Allows(LifecycleEvent.StepsCompleted))
        {
            change.Apply(LifecycleEvent.StepsCompleted);
        }

        if (change.Participant.State == ParticipantState.Verifying)
        {
            change.WakeLifecycle();
        }
    }

    /// <summary>Replaces the facts, as a new version to be checked; a NIK replaced is given up, a case open for a reviewer closed.</summary>
    public static void Change(ParticipantChange change, Func<RegistrationFacts, RegistrationFacts> edit)
    {
        var facts = change.Participant.Facts;
        change.Participant = change.Participant with
        {
            Facts = edit(facts) with { Version = facts.Version + 1 },
            Verification = change.Participant.Verification with { State = VerificationState.None },
            RefusedFor = [],
        };
        if (change.Participant.Facts.NikIndex is { } nik && nik != facts.NikIndex)
        {
            change.Keep(ClaimKinds.Nik, nik);
            change.GiveUp(ClaimKinds.Nik, facts.NikIndex);
        }

        if (change.Before.Verification.State == VerificationState.Review)
        {
            change.WakeLifecycle();
        }

        Reopen(change);
        Completed(change);
    }

    /// <summary>
    /// A complaint overturned the refusal: the same facts are checked once more, by registries that may have been put right since; an identity that a
    /// person rejected, by a person again.
    /// </summary>
    public static void CheckAgain(ParticipantChange change)
    {
        var rejected = change.Participant.Verification.State == VerificationState.Rejected;
        change.Apply(LifecycleEvent.RefusalOverturned);
        change.Participant = change.Participant with
        {
            Facts = change.Participant.Facts with { Version = change.Participant.Facts.Version + 1 },
            Verification = change.Participant.Verification with
            {
                State = VerificationState.None, ComplainedVersion = rejected ? change.Participant.Facts.Version + 1 : null,
            },
            RefusedFor = [],
        };
        change.WakeLifecycle();
    }

    private static void Reopen(ParticipantChange change)
    {
        if (change.Allows(LifecycleEvent.FactsCorrected))
        {
            change.Apply(LifecycleEvent.FactsCorrected);
        }
        else if (change.Allows(LifecycleEvent.StepsReopened))
        {
            change.Apply(LifecycleEvent.StepsReopened);
        }
    }
}
