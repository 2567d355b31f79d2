using System.Text.Json.Serialization;

namespace Prakerja.Domain.Recoveries;

/// <summary>Money paid in error that a person is to repay (programme.md: 60 days). Whole Rupiah; what is owed is never below zero.</summary>
/// <param name="Number">Of the person's recoveries, from 1.</param>
/// <param name="Cause"><c>paid-twice</c>, <c>ineligible</c>.</param>
/// <param name="Reference">Of the payment it is about.</param>
/// <param name="DueBy">Last day (WIB) to repay it whole.</param>
public sealed record Recovery(int Number, string Cause, string Reference, long Amount, DateTimeOffset OpenedAt, DateOnly DueBy)
{
    public const int DaysToRepay = 60;

    public RecoveryState State { get; init; }

    public long Repaid { get; init; }

    public long OffSet { get; init; }

    public long Returned { get; init; }

    public long WrittenOff { get; init; }

    /// <summary>Came in beyond what was owed and is still to be given back.</summary>
    public long Excess { get; init; }

    public InstalmentPlan? Plan { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    [JsonIgnore]
    public bool IsOwed => State is RecoveryState.Open or RecoveryState.Instalments;

    [JsonIgnore]
    public long CameBack => Repaid + OffSet + Returned + WrittenOff;

    [JsonIgnore]
    public long Owed => State is RecoveryState.Proposed or RecoveryState.Dropped ? 0 : Amount - CameBack;

    /// <summary>The next day by which something has to come back; null while nothing is owed.</summary>
    [JsonIgnore]
    public DateOnly? NextDue => !IsOwed ? null
        : Plan is null ? DueBy
        : Plan.Parts().Where(p => p.Sum > CameBack - Plan.Before).Select(p => (DateOnly?)p.Day).FirstOrDefault() ?? DueBy;

    /// <summary>What has to have come back by the end of a day and has not: with a plan its parts until then, otherwise everything, at once.</summary>
    public long DueOn(DateOnly day) => !IsOwed ? 0
        : Plan is null ? Owed
        : Math.Max(0, Plan.Parts().Where(p => p.Day <= day).Select(p => p.Sum).DefaultIfEmpty(0).Max() - (CameBack - Plan.Before));

    /// <summary>Whole days past the day it was due; 0 while it is not.</summary>
    public int DaysOverdue(DateOnly today) => NextDue is { } due && today > due ? today.DayNumber - due.DayNumber : 0;

    /// <summary>0 while in time, then 1; 2 from 30 days overdue, 3 from 90.</summary>
    public int LevelOn(DateOnly today) => DaysOverdue(today) switch { 0 => 0, < 30 => 1, < 90 => 2, _ => 3 };
}
