using static Prakerja.Domain.Settlements.SettlementState;

namespace Prakerja.Domain.Settlements;

/// <summary>Where a settlement of a platform's week stands.</summary>
public enum SettlementState
{
    /// <summary>The statement is made; one finance person has to propose to pay it.</summary>
    Open,

    /// <summary>One finance person wants it paid; another has to approve.</summary>
    Proposed,

    /// <summary>Two people want it paid; an attempt begins as soon as the platform has an account.</summary>
    Approved,

    /// <summary>The money is reserved; the partner may not have been told yet.</summary>
    Sending,

    /// <summary>No readable reply: asked about, never resent.</summary>
    Unknown,

    /// <summary>Final unless the money comes back.</summary>
    Paid,

    /// <summary>The attempt is proven dead, or its money came back; another one may follow.</summary>
    Failed,
}

/// <summary>What happens to a settlement.</summary>
public enum SettlementEvent
{
    Proposed,

    /// <summary>A second finance person does not want it paid as it is.</summary>
    Declined,

    Approved,
    AttemptStarted,
    NoReply,
    Accepted,
    Succeeded,
    Failed,
    Returned,
}

/// <summary>The life of a settlement, as one switch.</summary>
public static class SettlementLifecycle
{
    /// <summary>Where the event leads; every pair not named is refused.</summary>
    public static Lifecycles.Transition<SettlementState> Next(SettlementState state, SettlementEvent happened)
    {
        SettlementState? next = (state, happened) switch
        {
            (Open, SettlementEvent.Proposed) => Proposed,
            (Proposed, SettlementEvent.Declined) => Open,
            (Proposed, SettlementEvent.Approved) => Approved,
            (Approved or Failed, SettlementEvent.AttemptStarted) => Sending,
            (Sending or Unknown, SettlementEvent.NoReply) => Unknown,
            (Sending or Unknown, SettlementEvent.Accepted) => Sending,
            // A success reported after a failure is still one: the money is there.
            (Sending or Unknown or Failed, SettlementEvent.Succeeded) => Paid,
            (Sending or Unknown, SettlementEvent.Failed) => Failed,
            (Paid, SettlementEvent.Returned) => Failed,
            _ => null,
        };
        return next is { } to ? new Lifecycles.Moved<SettlementState>(to) : new Lifecycles.NotAllowed<SettlementState>(state, WireWord.Of(happened));
    }
}
