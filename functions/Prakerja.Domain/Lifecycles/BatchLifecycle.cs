using static Prakerja.Domain.Lifecycles.BatchState;

namespace Prakerja.Domain.Lifecycles;

/// <summary>Where a batch stands.</summary>
public enum BatchState
{
    Draft,

    /// <summary>A second person approved it; rules are signed and published; not open yet.</summary>
    Approved,

    Open,

    /// <summary>Nobody joins or leaves any more.</summary>
    Closed,

    /// <summary>Entries and rules are committed to; the beacon's round is awaited.</summary>
    Committed,

    Drawn,

    Announced,

    /// <summary>Reserves are dissolved, free places went to a recovery batch. Final.</summary>
    Finished,

    /// <summary>Stopped by an operator until released.</summary>
    Held,

    /// <summary>Given up: before anything was committed to, or because its year had no day left to announce it on. Final.</summary>
    Cancelled,
}

/// <summary>What happens to a batch.</summary>
public enum BatchEvent
{
    Approved,
    Opened,
    Closed,
    Committed,

    /// <summary>The beacon's chain ended for good; a linked commitment names another.</summary>
    Recommitted,

    Drawn,
    Announced,
    Finished,
    Held,
    Released,
    Cancelled,

    /// <summary>Given up since it cannot be announced any more. Only then may a batch go that was committed to: nobody discards a draw they dislike.</summary>
    Lapsed,
}

/// <summary>The life of a batch, as one switch.</summary>
public static class BatchLifecycle
{
    /// <summary>Where the event leads; every pair not named is refused.</summary>
    /// <param name="state">The present state.</param>
    /// <param name="happened">The event.</param>
    /// <param name="heldFrom">For a held batch: the state it was held in, to which a release returns it.</param>
    public static Transition<BatchState> Next(BatchState state, BatchEvent happened, BatchState? heldFrom = null)
    {
        BatchState? next = (state, happened) switch
        {
            (Draft, BatchEvent.Approved) => Approved,
            (Approved, BatchEvent.Opened) => Open,
            (Open, BatchEvent.Closed) => Closed,
            (Closed, BatchEvent.Committed) => Committed,
            (Committed, BatchEvent.Recommitted) => Committed,
            (Committed, BatchEvent.Drawn) => Drawn,
            (Drawn, BatchEvent.Announced) => Announced,
            (Announced, BatchEvent.Finished) => Finished,
            (Approved or Open or Closed or Committed or Drawn, BatchEvent.Held) => Held,
            (Held, BatchEvent.Released) => heldFrom is Approved or Open or Closed or Committed or Drawn ? heldFrom : null,
            (Draft or Approved or Open or Closed, BatchEvent.Cancelled) => Cancelled,
            (Held, BatchEvent.Cancelled) => heldFrom is Approved or Open or Closed ? Cancelled : null,
            (Held, BatchEvent.Lapsed) => heldFrom is Approved or Open or Closed or Committed or Drawn ? Cancelled : null,
            _ => null,
        };
        return next is { } to ? new Moved<BatchState>(to) : new NotAllowed<BatchState>(state, WireWord.Of(happened));
    }

    /// <summary>Whether nothing can happen any more.</summary>
    public static bool IsFinal(BatchState state) => state is Finished or Cancelled;
}
