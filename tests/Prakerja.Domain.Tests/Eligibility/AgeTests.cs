using FsCheck.Xunit;
using Prakerja.Domain.Eligibility;

namespace Prakerja.Domain.Tests.Eligibility;

public sealed class AgeTests
{
    [Theory]
    [InlineData("2008-01-05", "2026-01-04", 17)]
    [InlineData("2008-01-05", "2026-01-05", 18)]
    [InlineData("2008-02-29", "2026-02-28", 17)]
    [InlineData("2008-02-29", "2026-03-01", 18)]
    [InlineData("2008-02-29", "2028-02-28", 19)]
    [InlineData("2008-02-29", "2028-02-29", 20)]
    [InlineData("2007-12-31", "2026-01-01", 18)]
    [InlineData("2026-01-06", "2026-01-05", -1)]
    public void On_AroundTheBirthday_CountsWholeYears(string born, string day, int age) =>
        Assert.Equal(age, Age.On(DateOnly.Parse(born), DateOnly.Parse(day)));

    [Property]
    public bool On_OneDayLater_IsNeverYoungerAndAtMostAYearOlder(ushort born, ushort later)
    {
        var birth = new DateOnly(1900, 1, 1).AddDays(born);
        var day = birth.AddDays(later);
        return Age.On(birth, day.AddDays(1)) - Age.On(birth, day) is 0 or 1;
    }
}
