using System.Collections.Frozen;

namespace Prakerja.Domain.Schemes;

/// <summary>How a course is held.</summary>
public enum TrainingMode
{
    Online,
    Offline,
    Hybrid,
}

/// <summary>A benefit scheme; money in whole Rupiah. Batches are of one scheme, and its terms hold for all their participants.</summary>
/// <param name="Code"><c>semi-bansos</c> or <c>normal</c>.</param>
/// <param name="TrainingBalance">Non-cash, for courses only.</param>
/// <param name="CompletionTranches">How many times <paramref name="CompletionAmount"/> is paid, monthly.</param>
/// <param name="FirstPurchaseDays">Days within which the first course must be bought.</param>
/// <param name="FirstDayCounts">Whether the day of the announcement is the first of them.</param>
/// <param name="Modes">Modes of courses that the balance may buy.</param>
/// <param name="From">First day the scheme was the programme's own; batches of a past scheme can still be run.</param>
/// <param name="Until">Last such day; null: still is.</param>
public sealed record Scheme(
    string Code, long TrainingBalance, int CompletionTranches, long CompletionAmount, int SurveyCount, long SurveyAmount,
    int FirstPurchaseDays, bool FirstDayCounts, FrozenSet<TrainingMode> Modes, DateOnly From, DateOnly? Until)
{
    /// <summary>The most one participant can cost.</summary>
    public long Total => TrainingBalance + (CompletionTranches * CompletionAmount) + (SurveyCount * SurveyAmount);

    /// <summary>The last day for the first purchase of those announced on a day.</summary>
    public DateOnly FirstPurchaseBy(DateOnly announced) => Wib.DaysLater(announced, WindowOffset);

    /// <summary>The last day of a year on which winners can be announced: their first-purchase window must end by the day accounts must be linked.</summary>
    public DateOnly LatestAnnouncement(int year) => new SchemeYear(year).AccountLinkBy.AddDays(-WindowOffset);

    private int WindowOffset => FirstDayCounts ? FirstPurchaseDays - 1 : FirstPurchaseDays;
}
