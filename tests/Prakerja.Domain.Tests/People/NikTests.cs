using FsCheck.Xunit;
using Prakerja.Domain.People;

namespace Prakerja.Domain.Tests.People;

public sealed class NikTests
{
    private static readonly DateOnly Today = new(2026, 1, 5);

    [Fact]
    public void Parse_Woman_ReadsEveryPart()
    {
        var nik = Nik.Parse("3273015708950001").Value;

        Assert.Equal(("3273015708950001", "32", "32.73", "32.73.01"), (nik.Digits, nik.ProvinceCode, nik.RegencyCode, nik.DistrictCode));
        Assert.Equal(Gender.Female, nik.Gender);
        Assert.Equal(new DateOnly(1995, 8, 17), nik.BirthDate(Today));
    }

    [Theory]
    [InlineData("3273011708950001")]
    [InlineData(" 3273 0117 0895 0001 ")]
    [InlineData("9401011708950001")]
    [InlineData("0000001708950001")]
    [InlineData("5401013102990001")]
    public void Parse_AnyRegionAndAnyPlausibleDate_IsAccepted(string text) => Assert.True(Nik.Parse(text).IsOk);

    [Theory]
    [InlineData("01", true)]
    [InlineData("31", true)]
    [InlineData("41", true)]
    [InlineData("71", true)]
    [InlineData("00", false)]
    [InlineData("32", false)]
    [InlineData("40", false)]
    [InlineData("72", false)]
    [InlineData("99", false)]
    public void Parse_DayField_HasTwoRanges(string day, bool fine) => Assert.Equal(fine, Nik.Parse($"327301{day}08950001").IsOk);

    [Theory]
    [InlineData("00", false)]
    [InlineData("01", true)]
    [InlineData("12", true)]
    [InlineData("13", false)]
    public void Parse_MonthField_IsOneToTwelve(string month, bool fine) => Assert.Equal(fine, Nik.Parse($"32730117{month}950001").IsOk);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("327301170895000")]
    [InlineData("32730117089500011")]
    [InlineData("327301170895000a")]
    [InlineData("３２７３０１１７０８９５０００１")]
    [InlineData("32730117-8950001")]
    public void Parse_NotSixteenAsciiDigits_IsRefused(string? text) => Assert.False(Nik.Parse(text).IsOk);

    [Theory]
    [InlineData("3273010501260001", "2026-01-05")]
    [InlineData("3273010601260001", "1926-01-06")]
    [InlineData("3273012902000001", "2000-02-29")]
    [InlineData("3273012902960001", "1996-02-29")]
    [InlineData("3273013102990001", null)]
    [InlineData("3273012902010001", null)]
    public void BirthDate_IsTheLatestRealDayNotInTheFuture(string digits, string? expected) =>
        Assert.Equal(expected is null ? null : DateOnly.Parse(expected), Nik.Parse(digits).Value.BirthDate(Today));

    [Fact]
    public void BirthDates_TwoCenturies_AreBothCandidates() =>
        Assert.Equal([new DateOnly(1905, 8, 17), new DateOnly(2005, 8, 17)], Nik.Parse("3273011708050001").Value.BirthDates(Today));

    [Theory]
    [InlineData("3273011708950001", NikFlags.None)]
    [InlineData("3273011808950001", NikFlags.BirthDateDiffers)]
    [InlineData("3273011709950001", NikFlags.BirthDateDiffers)]
    [InlineData("3273011708960001", NikFlags.BirthDateDiffers)]
    [InlineData("3273015708950001", NikFlags.GenderDiffers)]
    [InlineData("5401011708950001", NikFlags.RegionUnknown)]
    [InlineData("9128011708950001", NikFlags.None)]
    [InlineData("3273011708950000", NikFlags.SerialZero)]
    [InlineData("5401015808950000", NikFlags.BirthDateDiffers | NikFlags.GenderDiffers | NikFlags.RegionUnknown | NikFlags.SerialZero)]
    public void Flags_Differences_AreFlaggedNotRefused(string digits, NikFlags expected) =>
        Assert.Equal(expected, Nik.Parse(digits).Value.Flags(new DateOnly(1995, 8, 17), Gender.Male));

    [Fact]
    public void ToString_NeverShowsTheNumber()
    {
        var nik = Nik.Parse("3273011708950001").Value;
        Assert.Equal("3273************", $"{nik}");
        Assert.Equal("3273************", FamilyCardNumber.Parse("3273011708950001").Value.ToString());
    }

    [Fact]
    public void Equality_IsByDigits()
    {
        Assert.Equal(Nik.Parse("3273011708950001").Value, Nik.Parse("3273 011708950001").Value);
        Assert.NotEqual(Nik.Parse("3273011708950001").Value, Nik.Parse("3273011708950002").Value);
    }

    [Property(MaxTest = 500)]
    public bool Parse_EveryRealBirthDate_IsReadBack(uint days, bool woman, uint region, ushort serial)
    {
        var birth = DateOnly.FromDayNumber(new DateOnly(1927, 1, 1).DayNumber + (int)(days % 36_000));
        var digits = $"{region % 1_000_000:000000}{birth.Day + (woman ? 40 : 0):00}{birth.Month:00}{birth.Year % 100:00}{serial % 10_000:0000}";
        var nik = Nik.Parse(digits).Value;
        return nik.Digits == digits && nik.BirthDates(new DateOnly(2026, 1, 1)).Contains(birth) && nik.Gender == (woman ? Gender.Female : Gender.Male)
            && (nik.Flags(birth, nik.Gender) & (NikFlags.BirthDateDiffers | NikFlags.GenderDiffers)) == NikFlags.None;
    }

    [Property(MaxTest = 500)]
    public bool Parse_AnyText_NeverThrows(string text) => Nik.Parse(text).IsOk || Nik.Parse(text).Problem.Id.Length > 0;
}
