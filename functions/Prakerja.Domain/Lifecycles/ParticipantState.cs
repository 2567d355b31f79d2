namespace Prakerja.Domain.Lifecycles;

/// <summary>Where a participant stands; wire words as in <c>GET /api/me</c>.</summary>
public enum ParticipantState
{
    /// <summary>Steps are open.</summary>
    Registered,

    /// <summary>All steps handed in; identity being checked.</summary>
    Verifying,

    /// <summary>May join a batch; again so after a batch that did not select.</summary>
    Verified,

    /// <summary>In a batch, or on its reserve list and in no other.</summary>
    Candidate,

    /// <summary>Awarded; the first course is not bought yet.</summary>
    Selected,

    /// <summary>Bought a course.</summary>
    Training,

    /// <summary>Everything is paid or closed. Final.</summary>
    Completed,

    /// <summary>Identity or eligibility refused; can be corrected.</summary>
    Refused,

    /// <summary>Lost the award, for good. Final.</summary>
    Revoked,

    /// <summary>Left. Final.</summary>
    Withdrawn,
}

/// <summary>What happens to a participant.</summary>
public enum LifecycleEvent
{
    /// <summary>The last open step was done.</summary>
    StepsCompleted,

    /// <summary>A fact was changed, or a check asks for it again, so that a step is open again.</summary>
    StepsReopened,

    IdentityVerified,

    /// <summary>A person decided, or the registry says for certain, that the identity is not theirs.</summary>
    IdentityRefused,

    JoinedBatch,

    LeftBatch,

    /// <summary>The batch ended without a place: not selected, household, ineligible in this batch only, or reserves dissolved.</summary>
    NotSelected,

    /// <summary>Awarded by the draw.</summary>
    Selected,

    /// <summary>A reserve called up into a free place; may have joined a later batch meanwhile.</summary>
    CalledUp,

    FirstPurchase,

    /// <summary>The only purchase was cancelled while the first-purchase window is still open.</summary>
    FirstPurchaseCancelled,

    /// <summary>Every incentive is paid or cancelled and no course is running.</summary>
    TrainingFinished,

    /// <summary>A rule bars the person; after the award this revokes.</summary>
    Ineligible,

    FirstPurchaseMissed,

    Withdrew,

    /// <summary>A refused person changed facts; the steps are gone through again.</summary>
    FactsCorrected,

    /// <summary>A complaint or appeal overturned the refusal; identity is gone through again where it was not verified before.</summary>
    RefusalOverturned,
}
