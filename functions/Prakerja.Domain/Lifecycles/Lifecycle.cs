using static Prakerja.Domain.Lifecycles.ParticipantState;

namespace Prakerja.Domain.Lifecycles;

/// <summary>The life of a participant, as one switch.</summary>
public static class Lifecycle
{
    /// <summary>Where the event leads; every pair not named is refused.</summary>
    public static Transition<ParticipantState> Next(ParticipantState state, LifecycleEvent happened)
    {
        ParticipantState? next = (state, happened) switch
        {
            (Registered, LifecycleEvent.StepsCompleted) => Verifying,
            (Verifying or Verified, LifecycleEvent.StepsReopened) => Registered,
            (Verifying, LifecycleEvent.IdentityVerified) => Verified,
            (Verifying or Verified or Candidate, LifecycleEvent.IdentityRefused) => Refused,
            (Verified, LifecycleEvent.JoinedBatch) => Candidate,
            (Candidate, LifecycleEvent.LeftBatch or LifecycleEvent.NotSelected) => Verified,
            (Candidate, LifecycleEvent.Selected) => ParticipantState.Selected,
            (Verified or Candidate, LifecycleEvent.CalledUp) => ParticipantState.Selected,
            (ParticipantState.Selected, LifecycleEvent.FirstPurchase) => Training,
            (Training, LifecycleEvent.FirstPurchaseCancelled) => ParticipantState.Selected,
            (Training, LifecycleEvent.TrainingFinished) => Completed,
            (ParticipantState.Selected, LifecycleEvent.FirstPurchaseMissed) => Revoked,
            (Registered or Verifying or Verified or Candidate, LifecycleEvent.Ineligible) => Refused,
            (ParticipantState.Selected or Training, LifecycleEvent.Ineligible) => Revoked,
            (Refused, LifecycleEvent.FactsCorrected) => Registered,
            (Refused, LifecycleEvent.RefusalOverturned) => Verifying,
            (Registered or Verifying or Verified or Candidate or ParticipantState.Selected or Training or Refused, LifecycleEvent.Withdrew) => Withdrawn,
            _ => null,
        };
        return next is { } to ? new Moved<ParticipantState>(to) : new NotAllowed<ParticipantState>(state, WireWord.Of(happened));
    }

    /// <summary>Whether nothing can happen any more.</summary>
    public static bool IsFinal(ParticipantState state) => state is Completed or Revoked or Withdrawn;
}
