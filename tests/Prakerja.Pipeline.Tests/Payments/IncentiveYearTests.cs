using Prakerja.Domain;
using Prakerja.Domain.Incentives;
using Prakerja.Domain.Lifecycles;
using Prakerja.Pipeline.Ledger;

namespace Prakerja.Pipeline.Tests.Payments;

public sealed class IncentiveYearTests
{
    [Fact]
    public async Task SemiBansosYear_EverythingDone_PaysEachTrancheOnItsClampedDayAndNoRupiahMore()
    {
        await using var bench = await PaymentBench.StartAsync();
        await bench.ToAsync(new(2026, 1, 31));
        var id = await bench.AddTrainedAsync(scheme: "semi-bansos");
        await bench.LinkAsync(id);
        foreach (var (day, survey) in new[] { (new DateOnly(2026, 3, 2), 1), (new(2026, 4, 1), 2), (new(2026, 5, 1), 3) })
        {
            await bench.ToAsync(day);
            await bench.AnswerSurveyAsync(id, survey);
        }

        var paid = bench.Partner.Paid.Select(p => (Wib.DateOf(p.At), p.Amount)).ToArray();
        Assert.Equal(
            [
                (new(2026, 1, 31), 600_000), (new(2026, 2, 28), 600_000), (new(2026, 3, 2), 50_000), (new(2026, 3, 31), 600_000),
                (new(2026, 4, 1), 50_000), (new(2026, 4, 30), 600_000), (new(2026, 5, 1), 50_000),
            ], paid);
        Assert.Equal(ParticipantState.Completed, (await bench.FindAsync(id)).State);
        await bench.ToAsync(new(2026, 12, 31));
        Assert.Equal(2_550_000, bench.Partner.Paid.Sum(p => p.Amount));
        await bench.AssertLedgerAsync();
    }

    [Fact]
    public async Task NormalYear_EverythingDone_PaysOnceAndTwoSurveys()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await bench.AddTrainedAsync();
        await bench.LinkAsync(id);
        await bench.ToAsync(new(2026, 2, 4));
        Assert.Contains(bench.Harness.World.Messages, m => m.Subject.Contains("Survei", StringComparison.Ordinal));
        await bench.AnswerSurveyAsync(id, 1);
        await bench.ToAsync(new(2026, 3, 6));
        await bench.AnswerSurveyAsync(id, 2);

        Assert.Equal([600_000, 50_000, 50_000], bench.Partner.Paid.Select(p => p.Amount));
        Assert.Equal(ParticipantState.Completed, (await bench.FindAsync(id)).State);
        await bench.AssertLedgerAsync();
    }

    [Fact]
    public async Task Surveys_NotAnsweredByTheirDay_AreCancelledAndTheEntitlementReturns()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await bench.AddTrainedAsync();
        await bench.LinkAsync(id);
        await bench.ToAsync(new(2026, 12, 11));

        Assert.Equal(600_000, bench.Partner.Paid.Sum(p => p.Amount));
        Assert.Equal(ParticipantState.Completed, (await bench.FindAsync(id)).State);
        Assert.Equal(2, bench.Harness.World.Messages.Count(m => m.Subject.Contains("Tenggat", StringComparison.Ordinal)));
        var totals = await bench.Harness.Get<LedgerTotals>().ComputeAsync();
        Assert.Equal(0, totals.Accounts["incentive"].Posted);
        await bench.AssertLedgerAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Account_NeverCorrected_EndsWithTheLastDayAndTheEntitlementReturns(bool paymentFailed)
    {
        await using var bench = await PaymentBench.StartAsync();
        bench.Partner.Behaviours[PaymentBench.Account] = Behaviour.WrongOwner;
        var id = await bench.AddTrainedAsync();
        await bench.LinkAsync(id, rejected: paymentFailed ? null : "wrong-owner");
        await bench.ToAsync(new(2027, 1, 31));
        Assert.Equal(ParticipantState.Training, (await bench.FindAsync(id)).State);
        var me = (await Harness.HarnessHttp.AsAsync(bench.Harness, id, "GET", "/api/me")).Json;
        Assert.Contains(me["deadlines"]!.AsArray(), d => d!["what"]!.GetValue<string>() == "accountCorrectionBy");

        await bench.ToAsync(new(2027, 2, 1));
        Assert.Equal(ParticipantState.Completed, (await bench.FindAsync(id)).State);
        me = (await Harness.HarnessHttp.AsAsync(bench.Harness, id, "GET", "/api/me")).Json;
        Assert.All(me["incentives"]!.AsArray(), i => Assert.Equal("cancelled", i!["state"]!.GetValue<string>()));
        Assert.Contains(me["incentives"]![0]!["reasons"]!.AsArray(), r => r!["code"]!.GetValue<string>() == "deadline-passed");
        Assert.Equal(0, (await bench.Harness.Get<LedgerTotals>().ComputeAsync()).Accounts["incentive"].Posted);
        await bench.AssertLedgerAsync();
    }

    [Fact]
    public async Task Registries_AwayOverTheLastDay_WhatWasReservedIsStillPaid()
    {
        await using var bench = await PaymentBench.StartAsync();
        bench.Harness.World.ExclusionsAvailable = false;
        var id = await bench.AddTrainedAsync();
        await bench.ToAsync(new(2026, 11, 30));
        await bench.LinkAsync(id);
        await bench.ToAsync(new(2027, 2, 3));
        Assert.Empty(bench.Partner.Paid);

        bench.Harness.World.ExclusionsAvailable = true;
        await bench.ToAsync(new(2027, 2, 5));
        Assert.Single(bench.Partner.Paid);
        await bench.AssertLedgerAsync();
    }

    [Fact]
    public async Task Account_NeverLinked_NothingIsPaidAndEverythingIsCancelled()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await bench.AddTrainedAsync();
        await bench.ToAsync(new(2026, 12, 4));

        var me = (await Harness.HarnessHttp.AsAsync(bench.Harness, id, "GET", "/api/me")).Json;
        Assert.All(me["incentives"]!.AsArray(), i => Assert.Equal("cancelled", i!["state"]!.GetValue<string>()));
        Assert.Empty(bench.Partner.Paid);
        await bench.AssertLedgerAsync();
    }
}
