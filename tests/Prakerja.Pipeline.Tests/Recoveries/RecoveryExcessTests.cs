using Prakerja.Domain;
using Prakerja.Domain.Incentives;
using Prakerja.Domain.Recoveries;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Tests.Cases;
using Prakerja.Pipeline.Tests.Payments;

namespace Prakerja.Pipeline.Tests.Recoveries;

/// <summary>Somebody was paid twice, made it good, and then one of the payments bounced.</summary>
public sealed class RecoveryExcessTests : IAsyncLifetime
{
    private const long Paid = 600_000;
    private PaymentBench bench = null!;
    private string id = "";

    public async Task InitializeAsync()
    {
        bench = await PaymentBench.StartAsync();
        bench.Partner.Behaviours[PaymentBench.Account] = Behaviour.Reject;
        id = await bench.AddTrainedAsync();
        await bench.LinkAsync(id);
        bench.Partner.Behaviours.Clear();
        await bench.ToAsync(Wib.DateOf(bench.Harness.Now).AddDays(2));
        await bench.TellAsync("disbursement.succeeded", id, CasePlay.First, 1, Paid);
        Assert.Equal(Paid, (await RecoveryAsync()).Owed);
    }

    public async Task DisposeAsync()
    {
        Assert.Equal(0, (await bench.Harness.Get<LedgerTotals>().ComputeAsync()).Sum);
        await bench.DisposeAsync();
    }

    [Fact]
    public async Task SetOff_BeforeThePaymentBounced_IsPaidAfterAll()
    {
        await bench.ToAsync(Wib.DateOf(bench.Harness.Now).AddDays(31));
        await bench.AnswerSurveyAsync(id, 1);
        Assert.Equal((PaymentState.Paid, 50_000L), ((await bench.PayoutAsync(id, "survey-1")).State, (await RecoveryAsync()).OffSet));

        await BounceAsync();
        var survey = await bench.PayoutAsync(id, "survey-1");
        Assert.Equal((PaymentState.Paid, 2, 50_000L, 0L, 50_000L), (survey.State, survey.Attempt, survey.Amount, survey.OffSet, survey.Has));
        Assert.Equal([Paid, 50_000], bench.Partner.Paid.Select(p => p.Amount));
        Assert.Equal((RecoveryState.Settled, 0, 0, Paid), ((await RecoveryAsync()).State, (await RecoveryAsync()).Excess, (await RecoveryAsync()).OffSet, (await RecoveryAsync()).Returned));
        Assert.Empty(await bench.CasesAsync("suspense"));
        Assert.Equal(0, await BalanceAsync("recovery"));
        await bench.AssertLedgerAsync();
    }

    /// <summary>The rest of it is on its way: nobody knows yet whether it arrives, so what was set off waits.</summary>
    [Fact]
    public async Task SetOff_OfAnIncentiveWhoseRestIsOnItsWay_IsPaidOnceThatIsOver()
    {
        await RecordAsync(Paid - 20_000);
        await bench.ToAsync(Wib.DateOf(bench.Harness.Now).AddDays(31));
        bench.Partner.Behaviours[PaymentBench.Account] = Behaviour.Slow;
        await bench.AnswerSurveyAsync(id, 1);
        await BounceAsync();
        Assert.Equal((PaymentState.Sending, 20_000L, Paid), ((await bench.PayoutAsync(id, "survey-1")).State, (await bench.PayoutAsync(id, "survey-1")).OffSet, (await RecoveryAsync()).Excess));

        bench.Partner.Behaviours[PaymentBench.Account] = Behaviour.Pay;
        await bench.TellAsync("disbursement.succeeded", id, "survey-1", 1, 30_000);
        var survey = await bench.PayoutAsync(id, "survey-1");
        Assert.Equal((PaymentState.Paid, 2, 20_000L, 50_000L), (survey.State, survey.Attempt, survey.Amount, survey.Has));
        Assert.Equal(Paid - 20_000, (await RecoveryAsync()).Excess);
    }

    [Theory]
    [InlineData("refund", 0, 0)]
    [InlineData("treasury", -Paid, Paid)]
    public async Task Cash_RepaidBeforeThePaymentBounced_IsACaseForTwoPeople(string resolution, long repaid, long kept)
    {
        await RecordAsync(Paid);
        await BounceAsync();
        Assert.Equal(Paid, (await RecoveryAsync()).Excess);
        var about = await bench.OnlyCaseAsync("suspense");
        await bench.ResolveAsync("suspense", about, new { resolution, reason = "Transferred on 9 March." });
        Assert.Equal((0, 0, repaid, kept), ((await RecoveryAsync()).Excess, await BalanceAsync("recovery"), await BalanceAsync("repaid:bni"), await BalanceAsync("treasury-returns:2026")));
        await bench.Harness.RunTimerAsync("payout-cases");
        Assert.Empty(await bench.CasesAsync("suspense"));
    }

    private async Task BounceAsync()
    {
        await bench.TellAsync("disbursement.returned", id, CasePlay.First, 1, Paid);
        await bench.Harness.SettleAsync();
    }

    private async Task RecordAsync(long amount)
    {
        await bench.FinanceAsync("fitri", "POST", $"/api/admin/recoveries/{id}-1/repayments", new { amount, provider = "bni", reason = "line 1" });
        Assert.Equal(200, (await bench.FinanceAsync("gita", "POST", $"/api/admin/recoveries/{id}-1/proposals/1/approval")).Status);
        await bench.Harness.SettleAsync();
    }

    private async Task<Recovery> RecoveryAsync() => Assert.Single((await bench.FindAsync(id)).Recoveries).Recovery;

    private async Task<long> BalanceAsync(string account) => (await bench.Harness.Get<LedgerTotals>().ComputeAsync()).Accounts.GetValueOrDefault(account).Posted;
}
