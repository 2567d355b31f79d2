using FsCheck.Xunit;
using Prakerja.Domain.Incentives;

namespace Prakerja.Domain.Tests.Incentives;

public sealed class CompletionGateTests
{
    private static readonly DateTimeOffset Now = Cases.Completed.AddHours(1);

    public static TheoryData<string, IncentiveFacts> Missing => new()
    {
        { "due", Cases.Ready },
        { "due", Cases.Ready with { SessionsAttended = 0, SessionsRequired = 0 } },
        { "locked: certificate-missing", Cases.Ready with { FirstCourseCompletedAt = null } },
        { "locked: certificate-missing", Cases.Ready with { CertificateNumber = " " } },
        { "locked: attendance-incomplete", Cases.Ready with { SessionsAttended = 2 } },
        { "locked: review-missing", Cases.Ready with { Reviewed = false } },
        { "locked: account-missing", Cases.Ready with { Account = AccountState.None } },
        { "locked: account-checking", Cases.Ready with { Account = AccountState.Checking } },
        { "locked: account-rejected", Cases.Ready with { Account = AccountState.Rejected } },
        { "locked: account-not-kyc", Cases.Ready with { Account = AccountState.Rejected, AccountReason = "account-not-kyc" } },
        {
            "locked: certificate-missing, attendance-incomplete, review-missing, account-missing",
            new() { Scheme = Cases.Ready.Scheme, Year = Cases.Ready.Year, SessionsRequired = 1 }
        },
    };

    [Theory]
    [MemberData(nameof(Missing))]
    public void First_WhatIsMissing_IsTold(string told, IncentiveFacts facts) => Assert.Equal(told, facts.At(Now, "completion-1").Told());

    [Fact]
    public void Later_BeforeTheFirstIsPaid_IsNotDue()
    {
        var second = Cases.Ready.At(Now.AddDays(90), "completion-2");
        Assert.Equal(("locked: not-due-yet", null), (second.Told(), second.OpensAt));
    }

    [Theory]
    [InlineData("2026-01-31T12:00:00+07:00", "completion-2", "2026-02-28")]
    [InlineData("2026-01-31T12:00:00+07:00", "completion-3", "2026-03-31")]
    [InlineData("2026-01-31T12:00:00+07:00", "completion-4", "2026-04-30")]
    [InlineData("2028-01-31T12:00:00+07:00", "completion-2", "2028-02-29")]
    [InlineData("2026-02-10T16:59:59Z", "completion-2", "2026-03-10")]
    [InlineData("2026-02-10T17:00:00Z", "completion-2", "2026-03-11")]
    [InlineData("2026-11-30T12:00:00+07:00", "completion-4", "2027-02-28")]
    public void Later_SameDayOfTheMonth_FromMidnightInJakarta(string paid, string key, string day)
    {
        var facts = Cases.PaidAt(Cases.Time(paid));
        var opens = Wib.StartOf(DateOnly.Parse(day));

        Assert.Equal("locked: not-due-yet", facts.At(opens.AddTicks(-1), key).Told());
        Assert.Equal("due", facts.At(opens, key).Told());
        Assert.Equal(opens, facts.At(opens, key).OpensAt);
    }

    [Fact]
    public void Later_AccountRejectedMeanwhile_WaitsForAnother() => Assert.Equal(
        "locked: account-inactive",
        (Cases.PaidAt(Now) with { Account = AccountState.Rejected, AccountReason = "account-inactive" }).At(Now.AddDays(60), "completion-2").Told());

    [Theory]
    [InlineData("2026-12-03T23:59:59+07:00", "locked: account-missing")]
    [InlineData("2026-12-04T00:00:00+07:00", "cancelled: account-missing, deadline-passed")]
    public void First_NoAccountByTheThirdOfDecember_IsCancelled(string now, string told) => Assert.Equal(
        told, (Cases.Ready with { Account = AccountState.None, AccountLinkedAt = null }).At(Cases.Time(now), "completion-1").Told());

    [Theory]
    [InlineData("2026-12-03T23:59:59+07:00", AccountState.Checking, "locked: account-checking")]
    [InlineData("2026-12-03T23:59:59+07:00", AccountState.Verified, "due")]
    [InlineData("2026-12-03T23:59:59+07:00", AccountState.Rejected, "locked: account-rejected")]
    [InlineData("2026-12-04T00:00:00+07:00", AccountState.Checking, "cancelled: account-missing, deadline-passed")]
    [InlineData("2026-12-04T00:00:00+07:00", AccountState.Verified, "cancelled: account-missing, deadline-passed")]
    public void First_AccountHandedInAroundTheDeadline_CountsByWhenItWas(string linked, AccountState account, string told) => Assert.Equal(
        told, (Cases.Ready with { Account = account, AccountLinkedAt = Cases.Time(linked) }).At(Cases.Time("2026-12-05T08:00:00+07:00"), "completion-1").Told());

    [Theory]
    [InlineData("2026-12-15T23:59:59+07:00", "locked: review-missing")]
    [InlineData("2026-12-16T00:00:00+07:00", "cancelled: review-missing, deadline-passed")]
    public void First_TrainingStillOpenWhenTheBalanceEnds_IsCancelled(string now, string told)
    {
        var facts = Cases.Ready with { Reviewed = false };
        Assert.Equal(told, facts.At(Cases.Time(now), "completion-1").Told());
        Assert.Equal(told.StartsWith('c') ? told : "locked: not-due-yet", facts.At(Cases.Time(now), "completion-2").Told());
    }

    [Fact]
    public void First_TrainingDoneInTime_IsStillPaidNextYear() => Assert.Equal("due", Cases.Ready.At(Cases.Time("2027-01-10T08:00:00+07:00"), "completion-1").Told());

    [Property]
    public bool Later_IsNeverDueBeforeItsMonth(ushort paidHours, ushort laterHours)
    {
        var paid = Cases.Completed.AddHours(paidHours % 6000);
        var now = paid.AddHours(laterHours);
        return IncentivePlan.Evaluate(Cases.PaidAt(paid), now)
            .Where(i => i is { Kind: IncentiveKind.Completion, Tranche: > 1, State: IncentiveState.Due })
            .All(i => Wib.DateOf(now) >= Wib.DateOf(paid).AddMonths(i.Tranche - 1));
    }
}
