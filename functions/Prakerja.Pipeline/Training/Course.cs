using System.Text.Json.Serialization;

namespace Prakerja.Pipeline.Training;

public enum CourseState
{
    /// <summary>Handed in by its platform, not sold.</summary>
    Submitted,

    /// <summary>Approved by the programme's management: sold.</summary>
    Validated,

    Rejected,

    /// <summary>Taken off sale by its platform.</summary>
    Closed,
}

public enum CourseLevel
{
    Beginner,
    Intermediate,
    Advanced,
}

public enum CourseKind
{
    Skilling,
    Upskilling,
    Reskilling,
}

/// <param name="Sessions">How many sessions; each must be attended.</param>
public sealed record CourseSchedule(string ScheduleCode, DateTimeOffset StartsAt, DateTimeOffset EndsAt, int Sessions);

/// <param name="CourseCode">1-64 letters, digits, <c>.</c>, <c>_</c>, <c>-</c>; unique among all platforms.</param>
/// <param name="Platform">Partner that sells it.</param>
/// <param name="Institution">Partner that gives it.</param>
/// <param name="Price">Whole Rupiah, above zero.</param>
/// <param name="Regencies">Where it is offered; none: everywhere.</param>
/// <param name="Schedules">None: self-paced, begun at once, without sessions.</param>
/// <param name="Occupation">What it trains for.</param>
/// <param name="Hours">Length in hours.</param>
public sealed record Course(
    string CourseCode, string Title, string Platform, string Institution, TrainingMode Mode, long Price, IReadOnlyList<string> Regencies,
    IReadOnlyList<CourseSchedule> Schedules, string Occupation, CourseLevel Level, CourseKind Kind, int Hours)
{
    public CourseState State { get; init; }

    /// <summary>Why it was rejected or approved.</summary>
    public string? DecisionReason { get; init; }

    public string? DecidedBy { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    public DateTimeOffset SubmittedAt { get; init; }

    /// <summary>What the platform keeps of the price, in basis points; holds for purchases made while this version is sold.</summary>
    public int CommissionBasisPoints { get; init; }

    /// <summary>Platform and institution have one owner.</summary>
    public bool ConflictOfInterest { get; init; }

    [JsonIgnore]
    public bool IsSelfPaced => Schedules.Count == 0;

    /// <summary>Schedules that have not started, the next one first.</summary>
    public IReadOnlyList<CourseSchedule> OpenSchedules(DateTimeOffset now) =>
        [.. Schedules.Where(s => s.StartsAt > now).OrderBy(s => s.StartsAt).ThenBy(s => s.ScheduleCode, StringComparer.Ordinal)];

    /// <summary>Sold at this moment.</summary>
    public bool IsOnSale(DateTimeOffset now) => State == CourseState.Validated && (IsSelfPaced || OpenSchedules(now).Count > 0);
}
