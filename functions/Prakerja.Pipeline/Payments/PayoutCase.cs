using System.Text.Json.Serialization;

namespace Prakerja.Pipeline.Payments;

/// <summary>What staff must look at.</summary>
public static class CaseKinds
{
    /// <summary>No outcome for more than a day.</summary>
    public const string Unknown = "unknown";

    /// <summary>Money that does not match an instruction: another amount, twice, or nobody's; or a payment on which the three records disagree.</summary>
    public const string Suspense = "suspense";

    /// <summary>Ten attempts failed; nothing is tried any more until the account is corrected.</summary>
    public const string Failed = "failed";

    /// <summary>Paid in error and to be repaid within 60 days.</summary>
    public const string Recovery = "recovery";

    /// <summary>A bank's file that does not fit ours: other totals, a file or transaction that we did not send; or one that could not be applied.</summary>
    public const string File = "file";

    public static IReadOnlyList<string> All { get; } = [Unknown, Suspense, Failed, Recovery, File];
}

/// <param name="Id">Made of what it is about, so that it is opened once; safe in a URL.</param>
/// <param name="What">Why, in a word: amount-mismatch, paid-twice, unmatched-line, no-answer, rejected, difference …</param>
public sealed record PayoutCase(
    string Id, string Kind, string What, string Reference, string? Participant, string? Key, long Amount, DateTimeOffset OpenedAt,
    DateTimeOffset? DueBy = null, DateTimeOffset? ClosedAt = null)
{
    /// <summary>When what it is about began, if that was before the case was opened: the age counts from here.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>The member of staff who takes care of it.</summary>
    public string? Owner { get; init; }

    /// <summary>From 1; raised by age (<see cref="Cases.CaseOptions"/>), each level once.</summary>
    public int Level { get; init; } = 1;

    public IReadOnlyList<CaseNote> Notes { get; init; } = [];

    /// <summary>How one person wants to end it; waits for another one.</summary>
    public CaseProposal? Proposal { get; init; }

    /// <summary>Number of the last proposal.</summary>
    public int LastProposal { get; init; }

    /// <summary>How two people ended it; <see cref="ClosedAt"/> is set once it took effect.</summary>
    public CaseDecision? Decision { get; init; }

    [JsonIgnore]
    public bool IsOpen => ClosedAt is null;

    public TimeSpan AgeAt(DateTimeOffset now) => (ClosedAt ?? now) - (Since < OpenedAt ? Since.Value : OpenedAt);
}

public sealed record CaseNote(string By, DateTimeOffset At, string Text);

/// <param name="Number">Of the case's proposals, from 1; another proposal has another number, so nobody approves what they have not read.</param>
/// <param name="Resolution">One of <see cref="Cases.Resolutions"/>.</param>
/// <param name="Reason">Why; for what the partner confirmed in writing, its words.</param>
/// <param name="Reference">The reference that a line is assigned to; or a recovery, by its id or pay code.</param>
/// <param name="PayRest">Where less was paid: whether the rest is paid too.</param>
public sealed record CaseProposal(int Number, string Resolution, string Reason, string By, DateTimeOffset At, string? Reference = null, bool PayRest = false);

public sealed record CaseDecision(CaseProposal Proposal, string By, DateTimeOffset At);
