using Prakerja.Domain.Ledger;
using Prakerja.Domain.Settlements;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Tests.Harness;
using Prakerja.Pipeline.Tests.Payments;

namespace Prakerja.Pipeline.Tests.Settlements;

public sealed class SettlementFateTests : IAsyncLifetime
{
    private const long Price = 1_000_000;
    private SettlementBench bench = null!;

    public async Task InitializeAsync() => bench = await SettlementBench.StartDueAsync();

    public async Task DisposeAsync() => await bench.DisposeAsync();

    [Fact]
    public async Task Payment_WithoutAnyReply_IsUnknownAndNeverResentAndACaseAfterADay()
    {
        bench.Partner.Behaviours[SettlementBench.Account] = Behaviour.NoReply;
        await bench.ApproveAsync();
        Assert.Equal(SettlementState.Unknown, (await bench.FindAsync()).State);
        for (var day = 0; day < 4; day++)
        {
            await bench.Harness.AdvanceAsync(TimeSpan.FromDays(1));
            await bench.Harness.RunTimerAsync("settlements");
        }

        Assert.Equal(SettlementState.Unknown, (await bench.FindAsync()).State);
        Assert.Single(bench.Harness.World.Payments);
        var about = Assert.Single(await bench.Harness.Get<PayoutCases>().OpenOnesAsync(CaseKinds.Unknown).ToListAsync());
        Assert.Equal((await bench.FindAsync()).Last!.InstructedAt, about.Since);
        Assert.Equal(Price, (await bench.LedgerAsync()).Accounts["in-flight:bni"].PendingIn);
    }

    [Fact]
    public async Task Statement_OfTheBank_ProvesWhatWasUnknown()
    {
        bench.Partner.Behaviours[SettlementBench.Account] = Behaviour.NoReply;
        await bench.ApproveAsync();
        bench.Partner.Paid.Add((Reference(1), Price, SettlementBench.Account, bench.Harness.Now));

        Assert.Equal(LineFate.Matched, await bench.Harness.Get<Statements>().ApplyAsync(new StatementLine(Reference(1), Price, bench.Harness.Now)));

        Assert.Equal(SettlementState.Paid, (await bench.FindAsync()).State);
        await bench.AssertPaidAsync(Price);
    }

    [Fact]
    public async Task Payment_Rejected_IsTriedAgainADayLaterUnderANewReference()
    {
        bench.Partner.Behaviours[SettlementBench.Account] = Behaviour.Reject;
        await bench.ApproveAsync();
        Assert.Equal(SettlementState.Failed, (await bench.FindAsync()).State);
        Assert.Equal(875_000, await bench.BalanceAsync(LedgerAccounts.Payable(SettlementBench.Platform)));
        bench.Partner.Behaviours.Clear();
        await bench.Harness.RunTimerAsync("settlements");
        Assert.Single(bench.Harness.World.Payments);

        await bench.Harness.AdvanceAsync(TimeSpan.FromDays(1));
        await bench.Harness.RunTimerAsync("settlements");
        Assert.Equal([Reference(1), Reference(2)], bench.Harness.World.Payments.Select(p => p.Reference));
        await bench.AssertPaidAsync(Price);
    }

    [Fact]
    public async Task Payment_RejectedAndTheAccountCorrected_IsTriedAgainAtOnce()
    {
        bench.Partner.Behaviours[SettlementBench.Account] = Behaviour.WrongOwner;
        await bench.ApproveAsync();
        bench.Register(SettlementBench.Bank with { Number = "9000000002", Index = "index-2" });
        await bench.Harness.RunTimerAsync("settlements");

        Assert.Equal(SettlementState.Paid, (await bench.FindAsync()).State);
        Assert.Equal("9000000002", bench.Partner.Paid.Single().Account);
    }

    [Fact]
    public async Task Platform_WithoutAnAccount_IsPaidOnceItHasOne()
    {
        bench.Register(null);
        await bench.ApproveAsync();
        Assert.Equal(SettlementState.Approved, (await bench.FindAsync()).State);
        bench.Register(SettlementBench.Bank);
        await bench.Harness.RunTimerAsync("settlements");
        await bench.AssertPaidAsync(Price);
    }

    [Fact]
    public async Task Payment_ReportedFailedThenPaid_IsThePaymentAndNoOtherIsMade()
    {
        bench.Partner.Behaviours[SettlementBench.Account] = Behaviour.Slow;
        await bench.ApproveAsync();
        await TellAsync(OutcomeKind.Failed);
        bench.Partner.PaySlowOnes();
        await TellAsync(OutcomeKind.Succeeded);
        await bench.Harness.AdvanceAsync(TimeSpan.FromDays(2));
        await bench.Harness.RunTimerAsync("settlements");

        Assert.Equal(SettlementState.Paid, (await bench.FindAsync()).State);
        await bench.AssertPaidAsync(Price);
        Assert.Equal(0, await bench.BalanceAsync("in-flight:bni"));
    }

    [Fact]
    public async Task Payment_PaidByBothAttempts_PutsOneIntoSuspense()
    {
        bench.Partner.Behaviours[SettlementBench.Account] = Behaviour.Reject;
        await bench.ApproveAsync();
        bench.Partner.Behaviours.Clear();
        await bench.Harness.AdvanceAsync(TimeSpan.FromDays(1));
        await bench.Harness.RunTimerAsync("settlements");
        bench.Partner.Paid.Add((Reference(1), Price, SettlementBench.Account, bench.Harness.Now));
        await TellAsync(OutcomeKind.Succeeded, 1);
        await TellAsync(OutcomeKind.Succeeded, 1);

        Assert.Equal(SettlementState.Paid, (await bench.FindAsync()).State);
        await bench.AssertPaidAsync(Price, Price);
        Assert.Equal(-Price, await bench.BalanceAsync(LedgerAccounts.Suspense));
        Assert.Equal(1, await bench.Harness.Get<PayoutCases>().OpenOnesAsync(CaseKinds.Suspense).CountAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Payment_ThatCameBack_IsOwedAgainInWhicheverOrderItWasTold(bool returnedFirst)
    {
        bench.Partner.Behaviours[SettlementBench.Account] = Behaviour.Slow;
        await bench.ApproveAsync();
        foreach (var kind in returnedFirst ? new[] { OutcomeKind.Returned, OutcomeKind.Succeeded } : [OutcomeKind.Succeeded, OutcomeKind.Returned, OutcomeKind.Returned])
        {
            await TellAsync(kind);
        }

        Assert.Equal(SettlementState.Failed, (await bench.FindAsync()).State);
        Assert.Equal(875_000, await bench.BalanceAsync(LedgerAccounts.Payable(SettlementBench.Platform)));
        Assert.Equal(125_000, await bench.BalanceAsync(LedgerAccounts.Commission(SettlementBench.Platform)));
        Assert.Equal(0, (await bench.LedgerAsync()).PaidOut);
    }

    [Fact]
    public async Task Payment_OfAnotherAmount_GoesToSuspenseAndStaysOwed()
    {
        bench.Partner.Behaviours[SettlementBench.Account] = Behaviour.Slow;
        await bench.ApproveAsync();
        await TellAsync(OutcomeKind.Succeeded, 1, 999_999);
        await TellAsync(OutcomeKind.Succeeded, 1, 999_999);

        Assert.Equal(SettlementState.Sending, (await bench.FindAsync()).State);
        Assert.Equal(-999_999, await bench.BalanceAsync(LedgerAccounts.Suspense));
    }

    [Fact]
    public async Task Payment_OfAnotherAmountThatCameBack_IsEndedByTwoPeopleAndPaidAnew()
    {
        bench.Partner.Behaviours[SettlementBench.Account] = Behaviour.Slow;
        await bench.ApproveAsync();
        await TellAsync(OutcomeKind.Succeeded, 1, 999_999);
        var cases = (await bench.Harness.AsStaffAsync(Access.Finance, "fitri", "GET", "/api/admin/payouts?state=suspense")).Json["items"]!.AsArray();
        var path = $"/api/admin/payouts/suspense/{(string)Assert.Single(cases)!["id"]!}/resolutions";
        Assert.Equal(400, (await bench.Harness.AsStaffAsync(Access.Finance, "fitri", "POST", path, new { resolution = "recover", reason = "no" })).Status);
        Assert.Equal(202, (await bench.Harness.AsStaffAsync(Access.Finance, "fitri", "POST", path, new { resolution = "returned", reason = "The bank took it back." })).Status);
        Assert.Equal(200, (await bench.Harness.AsStaffAsync(Access.Finance, "gita", "POST", $"{path}/1/approval")).Status);

        Assert.Equal(SettlementState.Failed, (await bench.FindAsync()).State);
        Assert.Equal(0, await bench.BalanceAsync(LedgerAccounts.Suspense));
        bench.Partner.Behaviours.Clear();
        await bench.Harness.AdvanceAsync(TimeSpan.FromDays(1));
        await bench.Harness.RunTimerAsync("settlements");
        await bench.AssertPaidAsync(Price);
    }

    private static string Reference(int attempt) => PaymentReferences.Of(SettlementBench.Platform, SettlementBench.FirstWeek.PaymentKey, attempt);

    private async Task TellAsync(OutcomeKind kind, int attempt = 1, long amount = Price)
    {
        var reference = (await bench.Harness.Get<PaymentReferences>().FindAsync(Reference(attempt)))!;
        await bench.Harness.Get<PayoutOutcomes>().ApplyAsync(reference, new PayoutOutcome(kind, amount, bench.Harness.Now));
        await bench.Harness.SettleAsync();
    }
}
