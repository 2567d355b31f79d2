namespace Prakerja.Domain;

/// <summary>
/// Days in Jakarta (WIB, UTC+7, no daylight saving): every day and deadline of the programme is one of these. Defined for all
/// times: what would fall outside the calendar (years 1 to 9999) is its first or last day, so that no foreign timestamp breaks anything.
/// </summary>
public static class Wib
{
    public static TimeSpan Offset { get; } = TimeSpan.FromHours(7);

    /// <summary>The calendar day it is in Jakarta at that moment.</summary>
    public static DateOnly DateOf(DateTimeOffset time) =>
        DateOnly.FromDateTime(new DateTime(Math.Min(time.UtcTicks + Offset.Ticks, DateTime.MaxValue.Ticks)));

    /// <summary>00:00:00 of the day.</summary>
    public static DateTimeOffset StartOf(DateOnly day) => At(day, TimeOnly.MinValue);

    /// <summary>23:59:59 of the day: how a deadline is shown. Compare days, with <see cref="DateOf"/>, to decide whether it has passed.</summary>
    public static DateTimeOffset EndOf(DateOnly day) => At(day, new TimeOnly(23, 59, 59));

    /// <summary>The same day of a later month; where that month is shorter, its last day. Always counted from the first date, so 31 January, 28 February, 31 March.</summary>
    public static DateOnly SameDayMonthsLater(DateOnly day, int months)
    {
        var left = ((DateOnly.MaxValue.Year - day.Year) * 12) + DateOnly.MaxValue.Month - day.Month;
        return months > left ? DateOnly.MaxValue : day.AddMonths(months);
    }

    /// <summary>A number of days later.</summary>
    public static DateOnly DaysLater(DateOnly day, int days) =>
        days > DateOnly.MaxValue.DayNumber - day.DayNumber ? DateOnly.MaxValue : day.AddDays(days);

    /// <summary>Whether the whole day has passed in Jakarta.</summary>
    public static bool HasPassed(DateOnly day, DateTimeOffset now) => DateOf(now) > day;

    private static DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var ticks = Math.Max(day.ToDateTime(time).Ticks - Offset.Ticks, DateTime.MinValue.Ticks);
        return new DateTimeOffset(ticks, TimeSpan.Zero).ToOffset(Offset);
    }
}
