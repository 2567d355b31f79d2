using System.Globalization;
using FsCheck.Xunit;

namespace Prakerja.Domain.Tests;

public sealed class WibTests
{
    [Theory]
    [InlineData("2026-01-05T16:59:59.9999999Z", "2026-01-05")]
    [InlineData("2026-01-05T17:00:00Z", "2026-01-06")]
    [InlineData("2026-12-31T17:00:00Z", "2027-01-01")]
    [InlineData("2026-01-05T23:30:00-05:00", "2026-01-06")]
    public void DateOf_AroundMidnight_IsTheDayInJakarta(string time, string day) => Assert.Equal(Day(day), Wib.DateOf(Time(time)));

    [Fact]
    public void StartAndEnd_OfADay_AreInJakarta()
    {
        Assert.Equal(Time("2026-12-03T00:00:00+07:00"), Wib.StartOf(Day("2026-12-03")));
        Assert.Equal(Time("2026-12-03T23:59:59+07:00"), Wib.EndOf(Day("2026-12-03")));
        Assert.Equal(TimeSpan.FromHours(7), Wib.EndOf(Day("2026-12-03")).Offset);
    }

    [Theory]
    [InlineData("2026-01-15", 1, "2026-02-15")]
    [InlineData("2026-01-31", 1, "2026-02-28")]
    [InlineData("2028-01-31", 1, "2028-02-29")]
    [InlineData("2026-01-31", 2, "2026-03-31")]
    [InlineData("2026-08-31", 1, "2026-09-30")]
    [InlineData("2026-11-30", 3, "2027-02-28")]
    [InlineData("2026-12-31", 0, "2026-12-31")]
    public void SameDayMonthsLater_ShorterMonth_IsClamped(string day, int months, string expected) =>
        Assert.Equal(Day(expected), Wib.SameDayMonthsLater(Day(day), months));

    [Theory]
    [InlineData("2026-12-03T23:59:59.999+07:00", false)]
    [InlineData("2026-12-04T00:00:00+07:00", true)]
    public void HasPassed_OnlyOnceTheWholeDayIsOver(string now, bool passed) => Assert.Equal(passed, Wib.HasPassed(Day("2026-12-03"), Time(now)));

    [Fact]
    public void Everything_AtTheEndsOfTheCalendar_IsDefined()
    {
        Assert.Equal(DateOnly.MaxValue, Wib.DateOf(DateTimeOffset.MaxValue));
        Assert.Equal(DateOnly.MinValue, Wib.DateOf(DateTimeOffset.MinValue));
        Assert.Equal(DateTimeOffset.MinValue, Wib.StartOf(DateOnly.MinValue));
        Assert.Equal(DateOnly.MaxValue, Wib.DateOf(Wib.EndOf(DateOnly.MaxValue)));
        Assert.Equal(DateOnly.MaxValue, Wib.SameDayMonthsLater(new(9999, 12, 1), 1));
        Assert.Equal(new(9999, 12, 1), Wib.SameDayMonthsLater(new(9999, 11, 1), 1));
        Assert.Equal(DateOnly.MaxValue, Wib.DaysLater(new(9999, 12, 30), 2));
        Assert.Equal(new(9999, 12, 31), Wib.DaysLater(new(9999, 12, 30), 1));
    }

    [Property]
    public bool StartOf_DateOf_RoundTrips(uint days)
    {
        var day = DateOnly.FromDayNumber((int)(days % 3_000_000) + 1);
        return Wib.DateOf(Wib.StartOf(day)) == day && Wib.DateOf(Wib.EndOf(day)) == day && Wib.DateOf(Wib.StartOf(day).AddTicks(-1)) == day.AddDays(-1);
    }

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
