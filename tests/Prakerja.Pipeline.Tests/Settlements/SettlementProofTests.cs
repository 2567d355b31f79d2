using Prakerja.Domain.Ledger;
using Prakerja.Domain.Settlements;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Tests.Harness;
using Prakerja.Pipeline.Tests.Payments;

namespace Prakerja.Pipeline.Tests.Settlements;

/// <summary>Nothing is sent under a new reference before the old one is known to be dead and what it left in suspense is decided.</summary>
public sealed class SettlementProofTests : IAsyncLifetime
{
    private const long Price = 1_000_000;
    private SettlementBench bench = null!;

    public async Task InitializeAsync() => bench = await SettlementBench.StartDueAsync();

    public async Task DisposeAsync() => await bench.DisposeAsync();

    [Fact]
    public async Task Attempt_SaidToHaveFailedButPaid_IsThePaymentOnceItIsAskedAbout()
    {
        await ApproveAsync(Behaviour.FailedButPaid);
        Assert.Equal(SettlementState.Failed, (await bench.FindAsync()).State);
        await NextDayAsync(Behaviour.FailedButPaid);

        Assert.Equal((SettlementState.Paid, 1), await StandingAsync());
        await bench.AssertPaidAsync(Price);
    }

    [Fact]
    public async Task Attempt_ThatNothingIsSaidOf_IsFollowedByNoneUntilTwoPeopleDeclareItDead()
    {
        await ApproveAsync(Behaviour.Slow);
        await TellAsync(OutcomeKind.Failed);
        await NextDayAsync(Behaviour.Pay);
        await NextDayAsync(Behaviour.Pay);
        await NextDayAsync(Behaviour.Pay);
        Assert.Single(bench.Harness.World.Payments);

        await EndCaseAsync(CaseKinds.Unknown, "dead");
        await NextDayAsync(Behaviour.Pay);
        Assert.Equal([Reference(1), Reference(2)], bench.Harness.World.Payments.Select(p => p.Reference));
        await bench.AssertPaidAsync(Price);
    }

    [Theory]
    [InlineData(OutcomeKind.Failed)]
    [InlineData(OutcomeKind.Returned)]
    public async Task Payment_OneTooMany_IsThePaymentOnceTheOtherIsNone(OutcomeKind end)
    {
        await PaidTwiceAsync();
        await TellAsync(end, 2);
        await NextDayAsync(Behaviour.Pay);
        await NextDayAsync(Behaviour.Pay);

        Assert.Equal((SettlementState.Paid, 2), await StandingAsync());
        Assert.Empty(await OpenCasesAsync(CaseKinds.Suspense));
        await AssertNothingOwedAsync();
        await bench.AssertPaidAsync(Price);
    }

    [Fact]
    public async Task Payment_OneTooManyThatBecameThePaymentAndCameBack_IsOwedAgainOnce()
    {
        await PaidTwiceAsync();
        await TellAsync(OutcomeKind.Failed, 2);
        await TellAsync(OutcomeKind.Returned, 1);
        bench.Partner.Paid.Clear();
        Assert.Equal(875_000, await bench.BalanceAsync(LedgerAccounts.Payable(SettlementBench.Platform)));

        bench.Harness.World.Inquire = _ => new PaymentReply(PaymentStatus.Failed, null, "inactive");
        await NextDayAsync(Behaviour.Pay);
        Assert.Equal((SettlementState.Paid, 3), await StandingAsync());
        await AssertNothingOwedAsync();
        await bench.AssertPaidAsync(Price);
    }

    [Fact]
    public async Task Payment_OneTooManyThatTwoPeopleSayCameBack_IsCountedBackOnce()
    {
        await PaidTwiceAsync();
        await TellAsync(OutcomeKind.Succeeded, 2);
        await EndCaseAsync(CaseKinds.Suspense, "returned");
        await TellAsync(OutcomeKind.Returned, 1);

        Assert.Equal((SettlementState.Paid, 2), await StandingAsync());
        await AssertNothingOwedAsync();
        await bench.AssertPaidAsync(Price);
    }

    [Fact]
    public async Task Attempt_WithAnotherAmountInSuspense_IsFollowedByNoneUntilTwoPeopleDecide()
    {
        await ApproveAsync(Behaviour.Reject);
        await TellAsync(OutcomeKind.Succeeded, 1, 999_999);
        await NextDayAsync(Behaviour.Pay);
        await NextDayAsync(Behaviour.Pay);
        Assert.Single(bench.Harness.World.Payments);

        await EndCaseAsync(CaseKinds.Suspense, "error");
        await NextDayAsync(Behaviour.Pay);
        Assert.Equal((SettlementState.Paid, 2), await StandingAsync());
        await AssertNothingOwedAsync();
    }

    [Fact]
    public async Task Attempt_WithoutAnswerAndWithAnotherAmountInSuspense_EndsOnlyAfterSuspense()
    {
        await ApproveAsync(Behaviour.NoReply);
        await NextDayAsync(Behaviour.NoReply);
        await NextDayAsync(Behaviour.NoReply);
        await TellAsync(OutcomeKind.Succeeded, 1, 999_999);
        var path = $"/api/admin/payouts/unknown/{Reference(1)}/resolutions";

        var answer = await bench.Harness.AsStaffAsync(Access.Finance, "fitri", "POST", path, new { resolution = "dead", reason = "The bank wrote so." });
        Assert.Equal((409, "suspense-first"), (answer.Status, answer.Problem));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Settlement_OfMoreThanThePlatformIsOwed_IsNotSent(bool commission)
    {
        var account = commission ? LedgerAccounts.Commission(SettlementBench.Platform) : LedgerAccounts.Payable(SettlementBench.Platform);
        await bench.Harness.Get<ProgrammeLedger>().PostAsync("taken", account, LedgerAccounts.Treasury, 1, "test", "test");
        await ApproveAsync(Behaviour.Pay);
        Assert.Equal((SettlementState.Approved, 0), await StandingAsync());
        Assert.Empty(bench.Harness.World.Payments);

        await bench.Harness.Get<ProgrammeLedger>().PostAsync("given", LedgerAccounts.Treasury, account, 1, "test", "test");
        await bench.Harness.RunTimerAsync("settlements");
        await AssertNothingOwedAsync();
        await bench.AssertPaidAsync(Price);
    }

    /// <summary>Attempt 2 is on its way when the bank says that attempt 1, which it had called failed, was paid.</summary>
    private async Task PaidTwiceAsync()
    {
        await ApproveAsync(Behaviour.Reject);
        await NextDayAsync(Behaviour.Slow);
        bench.Partner.Paid.Add((Reference(1), Price, SettlementBench.Account, bench.Harness.Now));
        await TellAsync(OutcomeKind.Succeeded, 1);
        Assert.Equal(-Price, await bench.BalanceAsync(LedgerAccounts.Suspense));
    }

    private async Task ApproveAsync(Behaviour behaviour)
    {
        bench.Partner.Behaviours[SettlementBench.Account] = behaviour;
        await bench.ApproveAsync();
    }

    private async Task NextDayAsync(Behaviour behaviour)
    {
        bench.Partner.Behaviours[SettlementBench.Account] = behaviour;
        await bench.Harness.AdvanceAsync(TimeSpan.FromDays(1));
        await bench.Harness.RunTimerAsync("settlements");
    }

    private async Task<IReadOnlyList<string>> OpenCasesAsync(string kind) =>
        await bench.Harness.Get<PayoutCases>().OpenOnesAsync(kind).Select(c => c.Id).ToListAsync();

    /// <summary>The only one of its kind, by two people.</summary>
    private async Task EndCaseAsync(string kind, string resolution)
    {
        var path = $"/api/admin/payouts/{kind}/{Assert.Single(await OpenCasesAsync(kind))}/resolutions";
        Assert.Equal(202, (await bench.Harness.AsStaffAsync(Access.Finance, "fitri", "POST", path, new { resolution, reason = "The bank wrote so." })).Status);
        Assert.Equal(200, (await bench.Harness.AsStaffAsync(Access.Finance, "gita", "POST", $"{path}/1/approval")).Status);
        await bench.Harness.SettleAsync();
        Assert.Empty(await OpenCasesAsync(kind));
    }

    private async Task<(SettlementState, int)> StandingAsync() => ((await bench.FindAsync()).State, (await bench.FindAsync()).Attempts.Count);

    private async Task AssertNothingOwedAsync()
    {
        var ledger = await bench.LedgerAsync();
        foreach (var account in (string[])[LedgerAccounts.Payable(SettlementBench.Platform), LedgerAccounts.Commission(SettlementBench.Platform), LedgerAccounts.Suspense, "in-flight:bni"])
        {
            Assert.Equal(default, ledger.Accounts.GetValueOrDefault(account));
        }

        Assert.Empty(ledger.BelowFloor);
    }

    private static string Reference(int attempt) => PaymentReferences.Of(SettlementBench.Platform, SettlementBench.FirstWeek.PaymentKey, attempt);

    private async Task TellAsync(OutcomeKind kind, int attempt = 1, long amount = Price)
    {
        var reference = (await bench.Harness.Get<PaymentReferences>().FindAsync(Reference(attempt)))!;
        await bench.Harness.Get<PayoutOutcomes>().ApplyAsync(reference, new PayoutOutcome(kind, amount, bench.Harness.Now));
        await bench.Harness.SettleAsync();
    }
}
