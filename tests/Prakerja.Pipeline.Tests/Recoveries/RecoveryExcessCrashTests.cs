using Prakerja.Domain;
using Prakerja.Domain.Incentives;
using Prakerja.Domain.Recoveries;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Tests.Cases;
using Prakerja.Pipeline.Tests.Payments;

namespace Prakerja.Pipeline.Tests.Recoveries;

/// <summary>What came in beyond what was owed goes back once, wherever the process dies: before or after any commit, of the bounce and of the two people's decision.</summary>
public sealed class RecoveryExcessCrashTests
{
    private const long Paid = 600_000;
    private const int FewestCommits = 4;

    /// <summary>The partner repeats that it bounced, or the sweeps alone finish what had begun.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task Crash_WhileWhatWasSetOffGoesBack_PaysItOnce(bool repeated) => AtEveryCommitAsync(
        (bench, id) => SetOffAsync(bench, id),
        BounceAsync,
        async (bench, id) => await (repeated || (await RecoveryAsync(bench, id)).Returned == 0 ? BounceAsync(bench, id) : Task.CompletedTask),
        async (bench, id) =>
        {
            var (recovery, survey) = (await RecoveryAsync(bench, id), await bench.PayoutAsync(id, "survey-1"));
            Assert.Equal((RecoveryState.Settled, 0, 0, Paid), (recovery.State, recovery.Excess, recovery.OffSet, recovery.Returned));
            Assert.Equal((PaymentState.Paid, 50_000L, 0L, 50_000L), (survey.State, survey.Amount, survey.OffSet, survey.Has));

            // What was to be sent when the process died never arrived: the attempt after it is the payment.
            Assert.InRange(survey.Attempt, 2, 3);
            Assert.Equal([Paid, 50_000], bench.Partner.Paid.Select(p => p.Amount));
            Assert.Equal(0, await BalanceAsync(bench, "recovery"));
            Assert.Empty(await bench.CasesAsync("suspense"));
            await bench.AssertLedgerAsync();
        });

    [Fact]
    public Task Crash_WhileRepaidCashBecomesACase_OpensOneCase() => AtEveryCommitAsync(
        (bench, id) => RepayAsync(bench, id),
        BounceAsync,
        BounceAsync,
        async (bench, id) =>
        {
            Assert.Equal(Paid, (long)Assert.Single(await bench.CasesAsync("suspense"))!["amount"]!);
            Assert.Equal(Paid, (await RecoveryAsync(bench, id)).Excess);
            Assert.Equal((Paid, -Paid), (await BalanceAsync(bench, "recovery"), await BalanceAsync(bench, "repaid:bni")));
        });

    /// <summary>The same person asks again, or the hourly watch comes by.</summary>
    [Theory]
    [InlineData("refund", 0, 0, true)]
    [InlineData("refund", 0, 0, false)]
    [InlineData("treasury", -Paid, Paid, true)]
    [InlineData("treasury", -Paid, Paid, false)]
    public Task Crash_WhileTwoPeopleDecide_MovesItOnce(string resolution, long repaid, long kept, bool asksAgain) => AtEveryCommitAsync(
        async (bench, id) =>
        {
            await RepayAsync(bench, id);
            await BounceAsync(bench, id);
            Assert.Equal(202, (await bench.ProposeAsync("suspense", await bench.OnlyCaseAsync("suspense"), new { resolution, reason = "Transferred on 9 March." })).Status);
        },
        (bench, id) => bench.ApproveAsync("suspense", CaseOf(id)),
        async (bench, id) =>
        {
            await bench.Harness.RunTimerAsync("payout-cases");
            if (asksAgain || (await bench.CasesAsync("suspense")).Count > 0)
            {
                Assert.Equal(200, (await bench.ApproveAsync("suspense", CaseOf(id))).Status);
            }
        },
        async (bench, id) =>
        {
            Assert.Equal((0, 0, repaid, kept), ((await RecoveryAsync(bench, id)).Excess, await BalanceAsync(bench, "recovery"), await BalanceAsync(bench, "repaid:bni"), await BalanceAsync(bench, "treasury-returns:2026")));
            Assert.Empty(await bench.CasesAsync("suspense"));
        });

    internal static async Task AtEveryCommitAsync(
        Func<PaymentBench, string, Task> before, Func<PaymentBench, string, Task> act, Func<PaymentBench, string, Task> again, Func<PaymentBench, string, Task> check, int fewest = FewestCommits)
    {
        for (var commit = 1; ; commit++)
        {
            foreach (var afterCommit in (bool[])[false, true])
            {
                await using var bench = await PaymentBench.StartAsync();
                var id = await PaidTwiceAsync(bench);
                await before(bench, id);
                if (!await bench.Harness.CrashesAsync(commit, afterCommit, () => act(bench, id)))
                {
                    Assert.True(commit > fewest, $"Only {commit} commits were crashed at.");
                    return;
                }

                await again(bench, id);
                await bench.Harness.RunTimerAsync("outbox-sweep");
                await bench.Harness.RunTimerAsync("payout-cases");
                await check(bench, id);
                Assert.Equal(0, (await bench.Harness.Get<LedgerTotals>().ComputeAsync()).Sum);
            }
        }
    }

    /// <summary>Somebody whose first attempt turns out to have been paid after the second one was.</summary>
    internal static async Task<string> PaidTwiceAsync(PaymentBench bench)
    {
        bench.Partner.Behaviours[PaymentBench.Account] = Behaviour.Reject;
        var id = await bench.AddTrainedAsync();
        await bench.LinkAsync(id);
        bench.Partner.Behaviours.Clear();
        await LaterAsync(bench, 2);
        await bench.TellAsync("disbursement.succeeded", id, CasePlay.First, 1, Paid);
        Assert.Equal(Paid, (await RecoveryAsync(bench, id)).Owed);
        return id;
    }

    private static async Task SetOffAsync(PaymentBench bench, string id)
    {
        await LaterAsync(bench, 31);
        await bench.AnswerSurveyAsync(id, 1);
        Assert.Equal(50_000, (await RecoveryAsync(bench, id)).OffSet);
    }

    internal static async Task RepayAsync(PaymentBench bench, string id)
    {
        await bench.FinanceAsync("fitri", "POST", $"/api/admin/recoveries/{id}-1/repayments", new { amount = Paid, provider = "bni", reason = "line 1" });
        Assert.Equal(200, (await bench.FinanceAsync("gita", "POST", $"/api/admin/recoveries/{id}-1/proposals/1/approval")).Status);
        await bench.Harness.SettleAsync();
    }

    internal static async Task BounceAsync(PaymentBench bench, string id)
    {
        await bench.TellAsync("disbursement.returned", id, CasePlay.First, 1, Paid);
        await bench.Harness.SettleAsync();
    }

    private static async Task LaterAsync(PaymentBench bench, int days)
    {
        await bench.Harness.AdvanceToAsync(Wib.StartOf(Wib.DateOf(bench.Harness.Now).AddDays(days)).AddHours(1));
        await bench.Harness.RunTimerAsync("due-dates");
    }

    internal static string CaseOf(string id) => $"recovery-excess-{id}-1-1";

    private static async Task<Recovery> RecoveryAsync(PaymentBench bench, string id) => Assert.Single((await bench.FindAsync(id)).Recoveries).Recovery;

    private static async Task<long> BalanceAsync(PaymentBench bench, string account) => (await bench.Harness.Get<LedgerTotals>().ComputeAsync()).Accounts.GetValueOrDefault(account).Posted;
}
