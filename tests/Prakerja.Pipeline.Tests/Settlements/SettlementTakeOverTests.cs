using Prakerja.Domain.Ledger;
using Prakerja.Domain.Settlements;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Settlements;
using Prakerja.Pipeline.Tests.Harness;
using Prakerja.Pipeline.Tests.Payments;

namespace Prakerja.Pipeline.Tests.Settlements;

/// <summary>
/// One takes the place of another: a payment that was one too many of the payment that died, wherever the process dies meanwhile; and a process of one that was
/// given up but lives on.
/// </summary>
public sealed class SettlementTakeOverTests
{
    private const long Price = 1_000_000;
    private const int FewestCommits = 5;

    /// <summary>After the crash the partner repeats what it said, or (as after a reply that was lost) only the timers come by.</summary>
    [Theory]
    [InlineData(OutcomeKind.Failed, true)]
    [InlineData(OutcomeKind.Failed, false)]
    [InlineData(OutcomeKind.Returned, true)]
    [InlineData(OutcomeKind.Returned, false)]
    public Task Crash_WhileOneTooManyBecomesThePayment_EndsLikeNone(OutcomeKind end, bool repeated) => AtEveryCommitAsync(
        bench => TellAsync(bench, end, 2),
        async bench => await (repeated || (await bench.FindAsync()).Attempts[1].Fate == AttemptFate.Open ? TellAsync(bench, end, 2) : Task.CompletedTask),
        bench => AssertAsync(bench, AttemptFate.PaidInstead));

    /// <summary>Two people said that what was one too many came back; then the other one is the payment.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task Crash_WhileTwoPeopleSayThatItCameBack_EndsLikeNone(bool asksAgain) => AtEveryCommitAsync(
        bench => EndCaseAsync(bench),
        async bench =>
        {
            await bench.Harness.RunTimerAsync("payout-cases");
            await (asksAgain || await bench.Harness.Get<PayoutCases>().OpenOnesAsync(CaseKinds.Suspense).AnyAsync() ? EndCaseAsync(bench) : Task.CompletedTask);
        },
        async bench =>
        {
            bench.Partner.Paid.RemoveAll(p => p.Reference == Reference(1));
            bench.Partner.Paid.Add((Reference(2), Price, SettlementBench.Account, bench.Harness.Now));
            await TellAsync(bench, OutcomeKind.Succeeded, 2);
            await AssertAsync(bench, AttemptFate.PaidTwice);
        });

    /// <summary>A process that was taken for dead goes on from wherever it was, beside the one that has its work now: the platform is paid once.</summary>
    [Fact]
    public async Task Process_ThatWasGivenUpAndLivesOn_PaysNothingTwice()
    {
        var order = new Interleavings(SettlementStore.Table) { MaxSwitches = 2 };
        var orders = await order.ExploreAsync(async _ =>
        {
            var bench = await ApprovedAsync(order);
            Task PayAsync() => bench.Harness.Get<SettlementPaying>().RunAsync(new SettlementRun(SettlementBench.Platform, SettlementBench.FirstWeek.Monday), CancellationToken.None);
            return (PayAsync, PayAsync, async () =>
            {
                await bench.Harness.SettleAsync();
                await bench.Harness.AdvanceAsync(TimeSpan.FromDays(1));
                await bench.Harness.RunTimerAsync("settlements");
                Assert.Equal(SettlementState.Paid, (await bench.FindAsync()).State);
                await bench.AssertPaidAsync(Price);
                await AssertNothingOwedAsync(bench);
                await bench.DisposeAsync();
            });
        });
        Assert.True(orders > 20, $"Only {orders} orders.");
    }

    private static async Task AtEveryCommitAsync(Func<SettlementBench, Task> act, Func<SettlementBench, Task> again, Func<SettlementBench, Task> check)
    {
        for (var commit = 1; ; commit++)
        {
            foreach (var afterCommit in (bool[])[false, true])
            {
                await using var bench = await PaidTwiceAsync();
                if (!await bench.Harness.CrashesAsync(commit, afterCommit, () => act(bench)))
                {
                    Assert.True(commit > FewestCommits, $"Only {commit} commits were crashed at.");
                    return;
                }

                await again(bench);
                await bench.Harness.RunTimerAsync("settlements");
                await bench.Harness.RunTimerAsync("payout-cases");
                await check(bench);
            }
        }
    }

    private static async Task AssertAsync(SettlementBench bench, AttemptFate first)
    {
        var settlement = await bench.FindAsync();
        Assert.Equal((SettlementState.Paid, 2, first), (settlement.State, settlement.Attempts.Count, settlement.Attempts[0].Fate));
        Assert.Equal(settlement.Version, settlement.Recorded);
        Assert.Empty(await bench.Harness.Get<PayoutCases>().OpenOnesAsync(CaseKinds.Suspense).ToListAsync());
        await AssertNothingOwedAsync(bench);
        await bench.AssertPaidAsync(Price);
    }

    private static async Task AssertNothingOwedAsync(SettlementBench bench)
    {
        var ledger = await bench.LedgerAsync();
        Assert.All(
            [LedgerAccounts.Payable(SettlementBench.Platform), LedgerAccounts.Commission(SettlementBench.Platform), LedgerAccounts.Suspense, "in-flight:bni"],
            account => Assert.Equal(default, ledger.Accounts.GetValueOrDefault(account)));
        Assert.Empty(ledger.BelowFloor);
    }

    /// <summary>Attempt 2 is on its way when the bank says that attempt 1, which it had called failed, was paid.</summary>
    private static async Task<SettlementBench> PaidTwiceAsync()
    {
        var bench = await SettlementBench.StartAsync();
        await bench.CompleteAsync();
        await bench.SweepAsync("2026-01-12");
        bench.Partner.Behaviours[SettlementBench.Account] = Behaviour.Reject;
        await bench.ApproveAsync();
        bench.Partner.Behaviours[SettlementBench.Account] = Behaviour.Slow;
        await bench.Harness.AdvanceAsync(TimeSpan.FromDays(1));
        await bench.Harness.RunTimerAsync("settlements");
        bench.Partner.Paid.Add((Reference(1), Price, SettlementBench.Account, bench.Harness.Now));
        await TellAsync(bench, OutcomeKind.Succeeded, 1);
        Assert.Equal(-Price, await bench.BalanceAsync(LedgerAccounts.Suspense));
        return bench;
    }

    /// <summary>Approved, and only now it can be sent; its bank closes a reference that it is asked about and does not know.</summary>
    private static async Task<SettlementBench> ApprovedAsync(Interleavings order)
    {
        var bench = await SettlementBench.StartAsync(decorate: order.Watch);
        await bench.CompleteAsync();
        await bench.SweepAsync("2026-01-12");
        bench.Register(null);
        await bench.ApproveAsync();
        bench.Register(SettlementBench.Bank);
        var (world, closed) = (bench.Harness.World, new HashSet<string>(StringComparer.Ordinal));
        var (pay, inquire) = (world.Pay, world.Inquire);
        world.Sending = order.StepAsync;
        world.Pay = instruction => closed.Contains(instruction.Reference) ? new PaymentReply(PaymentStatus.Failed, null, "closed") : pay(instruction);
        world.Inquire = reference =>
        {
            var reply = inquire(reference);
            if (reply.Status == PaymentStatus.NotFound)
            {
                closed.Add(reference);
            }

            return reply;
        };
        return bench;
    }

    private static async Task EndCaseAsync(SettlementBench bench)
    {
        var path = $"/api/admin/payouts/suspense/settlement-{Reference(1)}-paid/resolutions";
        var about = await bench.Harness.Get<PayoutCases>().FindAsync(CaseKinds.Suspense, $"settlement-{Reference(1)}-paid");
        if (about is { Proposal: null, Decision: null })
        {
            await bench.Harness.AsStaffAsync(Access.Finance, "fitri", "POST", path, new { resolution = "returned", reason = "The bank wrote so." });
        }

        await bench.Harness.AsStaffAsync(Access.Finance, "gita", "POST", $"{path}/1/approval");
        await bench.Harness.SettleAsync();
    }

    private static string Reference(int attempt) => PaymentReferences.Of(SettlementBench.Platform, SettlementBench.FirstWeek.PaymentKey, attempt);

    private static async Task TellAsync(SettlementBench bench, OutcomeKind kind, int attempt)
    {
        var reference = (await bench.Harness.Get<PaymentReferences>().FindAsync(Reference(attempt)))!;
        await bench.Harness.Get<PayoutOutcomes>().ApplyAsync(reference, new PayoutOutcome(kind, Price, bench.Harness.Now));
        await bench.Harness.SettleAsync();
    }
}
