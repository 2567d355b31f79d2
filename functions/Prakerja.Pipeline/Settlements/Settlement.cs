using System.Text.Json.Serialization;
using Prakerja.Pipeline.Payments;

namespace Prakerja.Pipeline.Settlements;

/// <summary>A member of staff who did something, and when.</summary>
public sealed record SettlementAct(string By, DateTimeOffset At);

/// <summary>What a platform is owed for a week, and what became of paying it. The statement itself is a blob that never changes.</summary>
/// <param name="Purchases">How many the statement has.</param>
/// <param name="Price">What is paid: whole Rupiah, the commission included, which the platform keeps.</param>
/// <param name="Flagged">How many of the purchases had a conflict of interest.</param>
/// <param name="JsonHash">SHA-256 of the statement, hex; its blob's name.</param>
public sealed record Settlement(
    string Platform, DateOnly Monday, int Purchases, long Price, long Commission, int Flagged, string JsonHash, string CsvHash, DateTimeOffset MadeAt)
{
    public SettlementState State { get; init; }

    /// <summary>Wants it paid.</summary>
    public SettlementAct? Proposed { get; init; }

    /// <summary>The second person.</summary>
    public SettlementAct? Approved { get; init; }

    public IReadOnlyList<SettlementAttempt> Attempts { get; init; } = [];

    /// <summary>Raised by every change.</summary>
    public int Version { get; init; }

    /// <summary>The version that the ledger has; lower than <see cref="Version"/>: it has to be brought up to date.</summary>
    public int Recorded { get; init; }

    /// <summary>Whether the statement's purchases no longer wait for one.</summary>
    public bool LinesRemoved { get; init; }

    [JsonIgnore]
    public SettlementId Id => new(Platform, Monday);

    /// <summary>What goes on to the institutions.</summary>
    [JsonIgnore]
    public long Net => Price - Commission;

    [JsonIgnore]
    public SettlementAttempt? Last => Attempts.Count == 0 ? null : Attempts[^1];

    /// <summary>Moves the state.</summary>
    /// <exception cref="InvalidOperationException">Not allowed: callers look first.</exception>
    public Settlement Apply(SettlementEvent happened) => SettlementLifecycle.Next(State, happened).IsMoved(out var next)
        ? this with { State = next }
        : throw new InvalidOperationException($"{happened} is not allowed in {State}.");

    /// <summary>What an attempt is known by at the partner; kept before the partner learns it.</summary>
    public PaymentReference ReferenceOf(SettlementAttempt attempt) => new(
        PaymentReferences.Of(Platform, Id.PaymentKey, attempt.Number), Platform, Id.PaymentKey, attempt.Number, Price, attempt.Provider, attempt.At) { State = PaymentState.Sending };

    public bool Allows(SettlementEvent happened) => SettlementLifecycle.Next(State, happened).IsMoved(out _);

    public Settlement With(SettlementAttempt attempt) => this with { Attempts = [.. Attempts.Where(a => a.Number != attempt.Number).Append(attempt).OrderBy(a => a.Number)] };
}

/// <summary>What is known of an attempt.</summary>
public enum AttemptFate
{
    Open,

    /// <summary>Proven dead, or given up before it was sent.</summary>
    Dead,

    Paid,

    /// <summary>Dead by the partner's word, then paid all the same: it is the payment.</summary>
    PaidLate,

    /// <summary>As late, but another attempt is the payment or may become it: the money is in suspense.</summary>
    PaidTwice,

    /// <summary>Was one too many until the other attempt turned out dead, or came back: it is the payment.</summary>
    PaidInstead,
}

/// <summary>One try to pay a settlement.</summary>
/// <param name="Number">1, 2, …; a new one only after the one before is proven dead.</param>
/// <param name="AccountIndex">Of the account it goes to.</param>
/// <param name="Account">Last digits only.</param>
public sealed record SettlementAttempt(int Number, string Provider, string AccountIndex, string Account, DateTimeOffset At)
{
    public AttemptFate Fate { get; init; }

    /// <summary>Set, durably, before the partner is told: from then on only the partner's word ends the attempt.</summary>
    public DateTimeOffset? InstructedAt { get; init; }

    /// <summary>When its fate was known; when paid, by the partner's account of it.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    public string? Reason { get; init; }

    /// <summary>When the money came back after it was paid.</summary>
    public DateTimeOffset? ReturnedAt { get; init; }

    /// <summary>Two people said so of a payment in suspense, or that it never was; the bank's statement need not know of it.</summary>
    public bool Undone { get; init; }

    /// <summary>Paid, and not come back: the payment, or one too many.</summary>
    [JsonIgnore]
    public bool HasMoney => Fate is not (AttemptFate.Open or AttemptFate.Dead) && ReturnedAt is null;

    /// <summary>One too many: its money is in suspense.</summary>
    [JsonIgnore]
    public bool IsExcess => Fate == AttemptFate.PaidTwice && ReturnedAt is null;

    /// <summary>Other amounts than instructed that the partner says it paid: in suspense.</summary>
    public IReadOnlyList<long> OtherAmounts { get; init; } = [];

    /// <summary>Other amounts than were paid that it says came back: in suspense.</summary>
    public IReadOnlyList<long> OtherBack { get; init; } = [];
}
