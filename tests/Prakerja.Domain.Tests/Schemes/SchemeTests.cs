using FsCheck.Xunit;
using Prakerja.Domain.Schemes;

namespace Prakerja.Domain.Tests.Schemes;

public sealed class SchemeTests
{
    [Theory]
    [InlineData("semi-bansos", 3_550_000, 1_000_000, 4, 3)]
    [InlineData("normal", 4_200_000, 3_500_000, 1, 2)]
    public void Find_AScheme_HasThePublishedFigures(string code, long total, long balance, int tranches, int surveys)
    {
        var scheme = SchemeTable.Find(code)!;
        Assert.Equal((total, balance, tranches, surveys), (scheme.Total, scheme.TrainingBalance, scheme.CompletionTranches, scheme.SurveyCount));
        Assert.Equal((600_000, 50_000), (scheme.CompletionAmount, scheme.SurveyAmount));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Normal")]
    public void Find_NoSuchScheme_IsNull(string? code) => Assert.Null(SchemeTable.Find(code));

    [Theory]
    [InlineData("normal", "2026-01-09", "2026-01-23")]
    [InlineData("semi-bansos", "2026-01-09", "2026-02-08")]
    [InlineData("semi-bansos", "2028-02-01", "2028-03-02")]
    public void FirstPurchaseBy_CountsDaysAsTheSchemeDoes(string code, string announced, string last) =>
        Assert.Equal(DateOnly.Parse(last), SchemeTable.Find(code)!.FirstPurchaseBy(DateOnly.Parse(announced)));

    [Theory]
    [InlineData("normal", "2026-11-19")]
    [InlineData("semi-bansos", "2026-11-03")]
    public void LatestAnnouncement_IsTheLastWhoseWindowEndsInTime(string code, string last)
    {
        var scheme = SchemeTable.Find(code)!;
        var latest = scheme.LatestAnnouncement(2026);

        Assert.Equal(DateOnly.Parse(last), latest);
        Assert.Equal(new SchemeYear(2026).AccountLinkBy, scheme.FirstPurchaseBy(latest));
    }

    [Fact]
    public void Modes_SemiBansosIsOnlineOnly_NormalIsAll()
    {
        Assert.Equal([TrainingMode.Online], SchemeTable.SemiBansos.Modes);
        Assert.Equal(Enum.GetValues<TrainingMode>(), SchemeTable.Normal.Modes.Order());
    }

    [Fact]
    public void All_FollowOneAnotherWithoutAGap() =>
        Assert.Equal(SchemeTable.Normal.From, SchemeTable.SemiBansos.Until!.Value.AddDays(1));

    [Fact]
    public void SchemeYear_Deadlines_AreThoseOfDecember()
    {
        var year = new SchemeYear(2026);
        Assert.Equal((new(2026, 12, 3), new(2026, 12, 10), new(2026, 12, 15)), (year.AccountLinkBy, year.SurveysBy, year.BalanceExpires));
    }

    [Property]
    public bool FirstPurchaseBy_LatestAnnouncement_FitsEveryYear(ushort number) => SchemeTable.All.All(scheme =>
    {
        var year = 2000 + (number % 200);
        return scheme.FirstPurchaseBy(scheme.LatestAnnouncement(year)) == new DateOnly(year, 12, 3);
    });
}
