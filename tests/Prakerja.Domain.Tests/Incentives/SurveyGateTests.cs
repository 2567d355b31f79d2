using Prakerja.Domain.Incentives;

namespace Prakerja.Domain.Tests.Incentives;

public sealed class SurveyGateTests
{
    private static readonly DateTimeOffset Paid = Cases.Time("2026-02-10T15:00:00+07:00");
    private static readonly IncentiveFacts Facts = Cases.PaidAt(Paid);

    [Fact]
    public void Survey_BeforeTheFirstIncentive_IsNotOpen()
    {
        var survey = Cases.Ready.At(Paid, "survey-1");
        Assert.Equal(("locked: survey-not-open", null), (survey.Told(), survey.OpensAt));
    }

    [Theory]
    [InlineData(1, "2026-03-12")]
    [InlineData(2, "2026-04-11")]
    [InlineData(3, "2026-05-11")]
    public void Survey_OpensThirtyDaysApart_AtMidnightInJakarta(int number, string day)
    {
        var opens = Wib.StartOf(DateOnly.Parse(day));

        Assert.Equal(opens, IncentivePlan.SurveyOpensAt(Facts, number));
        Assert.Equal("locked: survey-not-open", Facts.At(opens.AddTicks(-1), $"survey-{number}").Told());
        Assert.Equal("locked: survey-unanswered", Facts.At(opens, $"survey-{number}").Told());
        Assert.Equal("due", Facts.Answered(number, opens).At(opens, $"survey-{number}").Told());
    }

    [Theory]
    [InlineData("2026-12-10T23:59:59+07:00", "locked: survey-unanswered")]
    [InlineData("2026-12-11T00:00:00+07:00", "cancelled: survey-unanswered, deadline-passed")]
    public void Survey_UnansweredByTheTenthOfDecember_IsCancelled(string now, string told) =>
        Assert.Equal(told, Facts.At(Cases.Time(now), "survey-1").Told());

    [Theory]
    [InlineData("2026-12-10T23:59:59+07:00", "due")]
    [InlineData("2026-12-11T00:00:00+07:00", "cancelled: deadline-passed")]
    public void Survey_AnsweredAroundTheDeadline_CountsByWhenItWas(string answered, string told) =>
        Assert.Equal(told, Facts.Answered(1, Cases.Time(answered)).At(Cases.Time("2026-12-20T08:00:00+07:00"), "survey-1").Told());

    [Theory]
    [InlineData("2026-11-10T15:00:00+07:00", "locked: survey-not-open")]
    [InlineData("2026-11-11T15:00:00+07:00", "cancelled: survey-unanswered, deadline-passed")]
    public void Survey_ThatWouldOpenTooLate_IsToldToBeLostAtOnce(string paid, string told)
    {
        var at = Cases.Time(paid);
        Assert.Equal(told, Cases.PaidAt(at).At(at.AddHours(1), "survey-1").Told());
    }

    [Fact]
    public void Survey_AnsweredButAccountRejected_WaitsForAnAccount() => Assert.Equal(
        "locked: account-rejected",
        (Facts.Answered(1, Paid.AddDays(31)) with { Account = AccountState.Rejected }).At(Paid.AddDays(32), "survey-1").Told());

    [Fact]
    public void Survey_AnsweredAndFirstIncentiveReturned_Waits() => Assert.Equal(
        "locked: not-due-yet",
        (Facts.Answered(1, Paid.AddDays(31)) with { FirstIncentivePaidAt = null }).At(Paid.AddDays(32), "survey-1").Told());

    [Fact]
    public void Survey_NoAccountByTheThirdOfDecember_IsCancelled() => Assert.Equal(
        "cancelled: account-missing, deadline-passed",
        (Cases.Ready with { Account = AccountState.None, AccountLinkedAt = null }).At(Cases.Time("2026-12-04T00:00:00+07:00"), "survey-1").Told());
}
