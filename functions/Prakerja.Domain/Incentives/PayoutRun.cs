namespace Prakerja.Domain.Incentives;

/// <summary>A control total.</summary>
/// <param name="Total">Whole Rupiah.</param>
public sealed record RunTotal(int Count, long Total)
{
    public static RunTotal Zero { get; } = new(0, 0);

    public RunTotal Plus(long amount) => new(Count + 1, checked(Total + amount));

    public RunTotal Minus(long amount) => new(Count - 1, checked(Total - amount));

    public RunTotal Plus(RunTotal other) => new(Count + other.Count, checked(Total + other.Total));
}

/// <param name="Round">Everything held in this round and before is proposed to be released.</param>
public sealed record RunProposal(int Round, string By, DateTimeOffset At);

/// <summary>What two people have released.</summary>
public sealed record RunRelease(int Round, int Count, long Total, string ProposedBy, DateTimeOffset ProposedAt, string ApprovedBy, DateTimeOffset ApprovedAt);

/// <summary>One attempt's place in a run.</summary>
/// <param name="Slot">When it may be sent; null while it is held.</param>
/// <param name="Round">Of being held; 0 for what was never held.</param>
public sealed record RunPlace(long Amount, DateTimeOffset? Slot, int Round);

/// <summary>
/// The instructions that one provider is sent on one day (WIB), with control totals. An attempt takes a place before it is sent: at once, in a later minute
/// where this one is full, or, where the day's total would exceed the limit, it is held until two people release it: no day's end and no free room does away
/// with that.
/// </summary>
/// <param name="Limit">The most the day's instructions may come to without two (more) people, in whole Rupiah; raised by each release.</param>
public sealed record PayoutRun(string Provider, DateOnly Day, long Limit)
{
    private static readonly TimeSpan Stale = TimeSpan.FromMinutes(10);

    /// <summary>Places with a slot.</summary>
    public RunTotal Placed { get; init; } = RunTotal.Zero;

    /// <summary>Held, and nobody has proposed yet to release it.</summary>
    public RunTotal Held { get; init; } = RunTotal.Zero;

    /// <summary>Held, and proposed to be released.</summary>
    public RunTotal Proposed { get; init; } = RunTotal.Zero;

    /// <summary>Released by two people; no slot yet.</summary>
    public RunTotal Released { get; init; } = RunTotal.Zero;

    /// <summary>What is held from now on is of this round.</summary>
    public int Round { get; init; } = 1;

    /// <summary>Everything held up to this round is released.</summary>
    public int ReleasedRound { get; init; }

    /// <summary>The last minute with a slot given away, and how many of it are.</summary>
    public DateTimeOffset? Minute { get; init; }

    public int InMinute { get; init; }

    public RunProposal? Proposal { get; init; }

    public IReadOnlyList<RunRelease> Releases { get; init; } = [];

    /// <summary>Whether an amount can be added without anybody's consent.</summary>
    public bool Fits(long amount) => amount <= Limit - Placed.Total - Released.Total;

    /// <summary>Gives an attempt its place, or the one it has: as often as wanted, once. Null place: the day has no free minute left.</summary>
    /// <param name="known">The place it has.</param>
    /// <param name="perMinute">Most instructions a minute, at least 1.</param>
    /// <param name="wasHeld">It was held in an earlier day's run, and nobody has released it.</param>
    public (PayoutRun Run, RunPlace? Place) Take(RunPlace? known, long amount, int perMinute, DateTimeOffset now, bool wasHeld = false)
    {
        if (known is { Slot: { } slot } && now - slot <= Stale)
        {
            return (this, known);
        }

        var paced = Pace(perMinute, now);
        if (!MayBePlaced(known, amount, wasHeld) && (known is not null || wasHeld || paced.Slot is not null))
        {
            return known is null ? (this with { Held = Held.Plus(amount) }, new RunPlace(amount, null, Round)) : (this, known);
        }

        var left = known is null ? this : Leave(known);
        if (paced.Slot is not { } free)
        {
            return (left, null);
        }

        return (left with { Placed = left.Placed.Plus(amount), Minute = paced.Minute, InMinute = paced.InMinute }, new RunPlace(amount, free, known?.Round ?? 0));
    }

    /// <summary>Without a place that will not be used.</summary>
    public PayoutRun Leave(RunPlace place) => place switch
    {
        { Slot: not null } => this with { Placed = Placed.Minus(place.Amount) },
        _ when place.Round <= ReleasedRound => this with { Released = Released.Minus(place.Amount) },
        _ when place.Round <= Proposal?.Round => this with { Proposed = Proposed.Minus(place.Amount) },
        _ => this with { Held = Held.Minus(place.Amount) },
    };

    /// <summary>One person proposes to release everything that is held now. A proposal that was open goes into it.</summary>
    public PayoutRun Propose(string by, DateTimeOffset at) => this with
    {
        Proposal = new RunProposal(Round, by, at), Proposed = Proposed.Plus(Held), Held = RunTotal.Zero, Round = Round + 1,
    };

    /// <summary>Another person agrees: the limit is raised by what was proposed and is still held.</summary>
    /// <exception cref="InvalidOperationException">Nothing is proposed, or by the same person: a fault in the program.</exception>
    public PayoutRun Approve(string by, DateTimeOffset at)
    {
        if (Proposal is not { } proposal || proposal.By == by)
        {
            throw new InvalidOperationException("A release needs a proposal and another person.");
        }

        return this with
        {
            Limit = checked(Limit + Proposed.Total), Released = Released.Plus(Proposed), ReleasedRound = proposal.Round, Proposed = RunTotal.Zero, Proposal = null,
            Releases = [.. Releases, new RunRelease(proposal.Round, Proposed.Count, Proposed.Total, proposal.By, proposal.At, by, at)],
        };
    }

    /// <summary>Another person does not agree: what was proposed is held as before.</summary>
    public PayoutRun Refuse() => this with { Held = Held.Plus(Proposed), Proposed = RunTotal.Zero, Proposal = null };

    /// <summary>Whether a place waits for two people.</summary>
    public bool IsHeld(RunPlace place) => place.Slot is null && place.Round > ReleasedRound;

    private bool MayBePlaced(RunPlace? known, long amount, bool wasHeld) => known is null ? !wasHeld && Fits(amount) : !IsHeld(known);

    private (DateTimeOffset? Slot, DateTimeOffset Minute, int InMinute) Pace(int perMinute, DateTimeOffset now)
    {
        var from = now < Wib.StartOf(Day) ? Wib.StartOf(Day) : now;
        var (minute, taken) = (Floor(from), 0);
        if (Minute >= minute)
        {
            (minute, taken) = InMinute < perMinute ? (Minute.Value, InMinute) : (Minute.Value.AddMinutes(1), 0);
        }

        var slot = minute > from ? minute : from;
        return (Wib.DateOf(slot) == Day ? slot : null, minute, taken + 1);
    }

    private static DateTimeOffset Floor(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);
}
