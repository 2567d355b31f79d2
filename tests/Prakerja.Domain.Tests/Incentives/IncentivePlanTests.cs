using Prakerja.Domain.Incentives;
using Prakerja.Domain.Schemes;

namespace Prakerja.Domain.Tests.Incentives;

public sealed class IncentivePlanTests
{
    private static readonly DateTimeOffset Now = Cases.Completed.AddHours(1);

    [Theory]
    [InlineData("semi-bansos", "completion-1 completion-2 completion-3 completion-4 survey-1 survey-2 survey-3", 2_550_000)]
    [InlineData("normal", "completion-1 survey-1 survey-2", 700_000)]
    public void Evaluate_AScheme_HasItsIncentivesInOrder(string code, string keys, long sum)
    {
        var scheme = SchemeTable.Find(code)!;
        var plan = IncentivePlan.Evaluate(Cases.Ready with { Scheme = scheme }, Now);

        Assert.Equal(keys, string.Join(' ', plan.Select(i => i.Key)));
        Assert.Equal(sum, plan.Sum(i => i.Amount));
        Assert.Equal(scheme.Total - scheme.TrainingBalance, sum);
        Assert.All(plan, i => Assert.Equal(i.Key, Incentive.KeyOf(i.Kind, i.Tranche)));
    }

    [Theory]
    [InlineData(PaymentState.Sending, null, "sending")]
    [InlineData(PaymentState.Unknown, null, "unknown: payment-unknown")]
    [InlineData(PaymentState.Paid, null, "paid")]
    [InlineData(PaymentState.Failed, null, "failed: payment-rejected")]
    [InlineData(PaymentState.Failed, "account-inactive", "failed: account-inactive")]
    [InlineData(PaymentState.Failed, "E42", "failed: payment-rejected")]
    public void Evaluate_AfterSending_ShowsWhatThePaymentIs(PaymentState state, string? reason, string told) =>
        Assert.Equal(told, Cases.Ready.Sent("completion-1", state, reason).At(Now, "completion-1").Told());

    [Theory]
    [InlineData(PaymentState.Sending, "sending")]
    [InlineData(PaymentState.Unknown, "unknown: payment-unknown")]
    [InlineData(PaymentState.Paid, "paid")]
    [InlineData(PaymentState.Failed, "cancelled: eligibility-lost")]
    public void Evaluate_IneligibleSince_MoneyThatLeftIsShownAsItIs(PaymentState state, string told) =>
        Assert.Equal(told, (Cases.Ready with { Eligible = false }).Sent("completion-1", state).At(Now, "completion-1").Told());

    [Theory]
    [InlineData("2027-01-31T23:59:59+07:00", PaymentState.Failed, "failed: account-owner-mismatch")]
    [InlineData("2027-02-01T00:00:00+07:00", PaymentState.Failed, "cancelled: account-owner-mismatch, deadline-passed")]
    [InlineData("2029-02-01T00:00:00+07:00", PaymentState.Sending, "sending")]
    [InlineData("2029-02-01T00:00:00+07:00", PaymentState.Unknown, "unknown: payment-unknown")]
    public void Evaluate_AfterTheLastDayOfCorrections_CancelsWhatFailed(string now, PaymentState state, string told)
    {
        var facts = Cases.Ready.Sent("completion-1", state, state == PaymentState.Failed ? "account-owner-mismatch" : null);
        Assert.Equal(told, facts.At(Cases.Time(now), "completion-1").Told());
        Assert.Equal(
            state == PaymentState.Failed && told.StartsWith('c') ? "cancelled: deadline-passed" : "locked: not-due-yet",
            facts.At(Cases.Time(now), "completion-2").Told());
    }

    [Theory]
    [InlineData("2027-01-31T23:59:59+07:00", AccountState.Rejected, "locked: account-rejected")]
    [InlineData("2027-02-01T00:00:00+07:00", AccountState.Rejected, "cancelled: account-rejected, deadline-passed")]
    [InlineData("2027-02-01T00:00:00+07:00", AccountState.Checking, "cancelled: account-checking, deadline-passed")]
    [InlineData("2027-02-01T00:00:00+07:00", AccountState.Verified, "cancelled: deadline-passed")]
    public void Evaluate_AfterTheLastDayOfCorrections_CancelsWhatLacksAnAccount(string now, AccountState account, string told) =>
        Assert.Equal(told, (Cases.Ready with { Account = account }).At(Cases.Time(now), "completion-1").Told());

    [Theory]
    [InlineData("2027-02-19T23:59:59+07:00", "locked: not-due-yet")]
    [InlineData("2027-02-20T00:00:00+07:00", "due")]
    [InlineData("2027-03-22T23:59:59+07:00", "due")]
    [InlineData("2027-03-23T00:00:00+07:00", "cancelled: deadline-passed")]
    public void Evaluate_WhatOpensLate_CanBePaidForThirtyDays(string now, string told) =>
        Assert.Equal(told, Cases.PaidAt(Cases.Time("2026-12-20T10:00:00+07:00")).At(Cases.Time(now), "completion-3").Told());

    [Fact]
    public void Evaluate_Ineligible_CancelsEverythingUnpaidWithTheReason()
    {
        var plan = IncentivePlan.Evaluate(Cases.PaidAt(Now) with { Eligible = false, EndReason = "official-registry" }, Now);

        Assert.Equal("paid", plan[0].Told());
        Assert.All(plan.Skip(1), i => Assert.Equal("cancelled: eligibility-lost, official-registry", i.Told()));
        Assert.True(IncentivePlan.IsClosed(plan));
    }

    [Fact]
    public void Evaluate_WithdrawnOrRevoked_Cancels()
    {
        Assert.All(IncentivePlan.Evaluate(Cases.Ready with { Withdrawn = true }, Now), i => Assert.Equal("cancelled: withdrawn", i.Told()));
        Assert.All(
            IncentivePlan.Evaluate(Cases.Ready with { Revoked = true, EndReason = "first-purchase-missed" }, Now),
            i => Assert.Equal("cancelled: eligibility-lost, first-purchase-missed", i.Told()));
    }

    [Fact]
    public void IsClosed_OneStillLocked_IsFalse() => Assert.False(IncentivePlan.IsClosed(IncentivePlan.Evaluate(Cases.PaidAt(Now), Now)));

    [Fact]
    public void Evaluate_PaidOne_SaysWhen() => Assert.Equal(Now, Cases.PaidAt(Now).At(Now, "completion-1").PaidAt);
}
