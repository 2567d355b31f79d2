using Microsoft.Extensions.Options;
using Prakerja.Domain;
using Prakerja.Domain.Incentives;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Payments;

public sealed class AccountLimitTests
{
    private const string First = "completion-1";
    private static readonly DateTimeOffset February = Wib.StartOf(new(2026, 2, 1));

    [Fact]
    public async Task Partner_RefusesForALimit_IsTriedAgainNextMonthOnly()
    {
        await using var bench = await PaymentBench.StartAsync();
        bench.Partner.Behaviours[PaymentBench.Account] = Behaviour.Limited;
        var id = await bench.AddTrainedAsync();
        await bench.LinkAsync(id);
        var me = (await bench.Harness.AsAsync(id, "GET", "/api/me")).Json["incentives"]![0]!;
        Assert.Equal(("due", "payment-limit", February), (me["state"]!.GetValue<string>(), me["reasons"]![0]!["code"]!.GetValue<string>(), me["opensAt"]!.GetValue<DateTimeOffset>()));
        Assert.Contains(bench.Harness.World.Messages, m => m.Body.Contains("2026-02-01", StringComparison.Ordinal));

        await bench.ToAsync(new(2026, 1, 31));
        Assert.Single(bench.Harness.World.Payments);
        bench.Partner.Behaviours.Clear();
        await bench.ToAsync(new(2026, 2, 1));
        Assert.Equal((February, 2), (Assert.Single(bench.Partner.Paid).At, (await bench.PayoutAsync(id, First)).Attempt));
        await bench.AssertLedgerAsync();
    }

    [Fact]
    public async Task Partner_RefusesForALimit_AnotherAccountIsPaidAtOnce()
    {
        await using var bench = await PaymentBench.StartAsync();
        bench.Partner.Behaviours[PaymentBench.Account] = Behaviour.Limited;
        var id = await bench.AddTrainedAsync();
        await bench.LinkAsync(id);
        await bench.Harness.AdvanceAsync(TimeSpan.FromDays(1));
        await bench.LinkAsync(id, "9876543210");
        Assert.Equal("9876543210", Assert.Single(bench.Partner.Paid).Account);
        await bench.AssertLedgerAsync();
    }

    [Fact]
    public async Task Partner_RefusesForALimitInTheLastMonth_TheDeadlineDoesNotTakeTheMoney()
    {
        await using var bench = await PaymentBench.StartAsync();
        bench.Harness.World.ExclusionsAvailable = false;
        bench.Partner.Behaviours[PaymentBench.Account] = Behaviour.Limited;
        var id = await bench.AddTrainedAsync();
        await bench.LinkAsync(id);
        await bench.ToAsync(new(2027, 1, 20));
        bench.Harness.World.ExclusionsAvailable = true;
        await bench.ToAsync(new(2027, 1, 25));
        bench.Partner.Behaviours.Clear();
        await bench.ToAsync(new(2027, 2, 2));
        Assert.Single(bench.Partner.Paid);
        await bench.AssertLedgerAsync();
    }

    [Fact]
    public async Task Month_Full_IsNotSentBeforeTheNext()
    {
        await using var bench = await PaymentBench.StartAsync();
        Limit(bench, month: 620_000);
        var id = await bench.AddTrainedAsync();
        await bench.LinkAsync(id, "081234567890", "ovo");
        await bench.ToAsync(new(2026, 2, 4));
        await bench.AnswerSurveyAsync(id, 1);
        Assert.Equal(2, bench.Partner.Paid.Count);

        await bench.ToAsync(new(2026, 3, 6));
        Limit(bench, month: 40_000);
        await bench.AnswerSurveyAsync(id, 2);
        Assert.Equal("payment-too-large", (await bench.PayoutAsync(id, "survey-2")).Wait!.Code);
        Limit(bench, month: 50_000);
        await bench.ToAsync(new(2026, 3, 9));
        Assert.Equal(3, bench.Partner.Paid.Count);
    }

    [Fact]
    public async Task Month_FullByAnotherPayout_WaitsForTheFirstOfTheNext()
    {
        await using var bench = await PaymentBench.StartAsync();
        await bench.ToAsync(new(2026, 1, 31));
        Limit(bench, month: 640_000);
        var id = await bench.AddTrainedAsync(scheme: "semi-bansos");
        await bench.LinkAsync(id, "081234567890", "ovo");
        await bench.ToAsync(new(2026, 3, 2));
        await bench.AnswerSurveyAsync(id, 1);
        await bench.ToAsync(new(2026, 4, 2));
        var marchAndApril = bench.Partner.Paid.Where(p => p.At >= Wib.StartOf(new(2026, 3, 1))).Select(p => (Wib.DateOf(p.At), p.Amount));
        Assert.Equal([(new DateOnly(2026, 3, 2), 50_000L), (new(2026, 4, 1), 600_000)], marchAndApril);
        await bench.AssertLedgerAsync();
    }

    private static void Limit(PaymentBench bench, long month) =>
        bench.Harness.Get<IOptions<PayoutOptions>>().Value.Providers["ovo"] = new ProviderPayoutOptions { MostPerMonth = month };
}
