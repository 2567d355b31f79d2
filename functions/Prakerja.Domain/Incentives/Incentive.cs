namespace Prakerja.Domain.Incentives;

public enum IncentiveKind
{
    Completion,
    Survey,
}

/// <summary>The one truthful state a participant sees.</summary>
public enum IncentiveState
{
    Locked,

    /// <summary>May be paid now.</summary>
    Due,

    Sending,
    Unknown,
    Paid,
    Failed,

    /// <summary>Will not be paid; the reasons say why.</summary>
    Cancelled,
}

/// <param name="Key"><c>completion-1</c> …, <c>survey-1</c> …; the same for ever.</param>
/// <param name="Tranche">From 1, within its kind.</param>
/// <param name="Amount">Whole Rupiah.</param>
/// <param name="OpensAt">When it can be paid (completion) or answered (survey) at the earliest; null while that is not known.</param>
/// <param name="Reasons">Why it is not paid; none when due, sending or paid, except for how it was paid if not by money (<c>offset</c>).</param>
public sealed record Incentive(
    string Key, IncentiveKind Kind, int Tranche, long Amount, IncentiveState State,
    DateTimeOffset? OpensAt, DateTimeOffset? PaidAt, IReadOnlyList<Reason> Reasons)
{
    public static string KeyOf(IncentiveKind kind, int tranche) => $"{kind.Word()}-{tranche}";
}
