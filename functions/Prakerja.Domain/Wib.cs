namespace Prakerja.Domain;

/// <summary>Days in Jakarta (WIB, UTC+7, no daylight saving): every day and deadline of the programme is one of these.</summary>
public static class Wib
{
    public static TimeSpan Offset { get; } = TimeSpan.FromHours(7);

    /// <summary>The calendar day it is in Jakarta at that moment.</summary>
    public static DateOnly DateOf(DateTimeOffset time) => DateOnly.FromDateTime(time.UtcDateTime.Add(Offset));

    /// <summary>00:00:00 of the day.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), Offset);

    /// <summary>23:59:59 of the day: how a deadline is shown. Compare days, with <see cref="DateOf"/>, to decide whether it has passed.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => new(day.ToDateTime(new TimeOnly(23, 59, 59)), Offset);

    /// <summary>The same day of a later month; where that month is shorter, its last day. Always counted from the first date, so 31 January, 28 February, 31 March.</summary>
    public static DateOnly SameDayMonthsLater(DateOnly day, int months) => day.AddMonths(months);

    /// <summary>Whether the whole day has passed in Jakarta.</summary>
    public static bool HasPassed(DateOnly day, DateTimeOffset now) => DateOf(now) > day;
}
