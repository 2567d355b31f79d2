using Microsoft.Extensions.Options;
using Prakerja.Domain.Incentives;
using Prakerja.Pipeline.Cases;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Payments;

public sealed class PayoutProofTests
{
    private const string First = "completion-1";

    [Fact]
    public async Task Reply_SaysFailedAndTheInquiryPaid_IsNotPaidAgain()
    {
        await using var bench = await PaymentBench.StartAsync();
        bench.Partner.Behaviours[PaymentBench.Account] = Behaviour.FailedButPaid;
        var id = await bench.AddTrainedAsync();
        await bench.LinkAsync(id);
        Assert.Equal(PaymentState.Failed, (await bench.PayoutAsync(id, First)).State);

        await bench.ToAsync(new(2026, 1, 8));
        var payout = await bench.PayoutAsync(id, First);
        Assert.Equal((PaymentState.Paid, 1), (payout.State, payout.PaidAttempt));
        Assert.Single(bench.Harness.World.Payments);
        await bench.AssertLedgerAsync();
    }

    [Fact]
    public async Task Webhook_SaysFailedAndThePartnerPaysLater_IsNotPaidAgain()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await FailedByWebhookAsync(bench);
        await bench.LinkAsync(id, "9876543210");
        await bench.ToAsync(new(2026, 1, 7));
        Assert.Single(bench.Harness.World.Payments);
        var me = (await bench.Harness.AsAsync(id, "GET", "/api/me")).Json["incentives"]![0]!;
        Assert.Equal(("unknown", "payment-unknown"), (me["state"]!.GetValue<string>(), me["reasons"]![0]!["code"]!.GetValue<string>()));

        bench.Partner.PaySlowOnes();
        await bench.ToAsync(new(2026, 1, 9));
        Assert.Equal(PaymentState.Paid, (await bench.PayoutAsync(id, First)).State);
        Assert.Single(bench.Partner.Paid);
        await bench.AssertLedgerAsync();
    }

    [Fact]
    public async Task Partner_ThatNeverSaysMore_BecomesACaseAndIsNotPaidAgain()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await FailedByWebhookAsync(bench);
        await bench.LinkAsync(id, "9876543210");
        await bench.ToAsync(new(2026, 3, 1));
        Assert.Single(bench.Harness.World.Payments);
        Assert.NotNull(await bench.Harness.Get<PayoutCases>().FindAsync(CaseKinds.Unknown, PaymentReferences.Of(id, First, 1)));
    }

    [Fact]
    public async Task DeclaredDead_ByTwoPeople_IsPaidAgainAtOnce()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await FailedByWebhookAsync(bench);
        await bench.LinkAsync(id, "9876543210");
        await bench.ToAsync(new(2026, 1, 9));
        var reference = (await bench.Harness.Get<PaymentReferences>().FindAsync(PaymentReferences.Of(id, First, 1)))!;
        await bench.Harness.Get<PayoutOutcomes>().ApplyAsync(reference, new PayoutOutcome(OutcomeKind.DeclaredDead, null, bench.Harness.Now), partnerSaid: false);
        await bench.Harness.SettleAsync();
        Assert.Equal((PaymentState.Paid, 2), ((await bench.PayoutAsync(id, First)).State, (await bench.PayoutAsync(id, First)).Attempt));
        Assert.Equal("9876543210", Assert.Single(bench.Partner.Paid).Account);
    }

    [Fact]
    public async Task Attempt_NeverSent_TheOneBeforeItIsStillAskedAbout()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await FailedByWebhookAsync(bench);
        await bench.LinkAsync(id, "9876543210");
        await bench.LinkAsync(id, "5555555555");
        Assert.Equal(3, (await bench.PayoutAsync(id, First)).Attempt);
        await bench.ToAsync(new(2026, 1, 7));
        Assert.Single(bench.Harness.World.Payments);
        await bench.AssertLedgerAsync();
    }

    [Fact]
    public async Task Inquiry_WithAnotherAmount_WaitsForAPerson()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await FailedByWebhookAsync(bench);
        bench.Harness.World.Inquire = _ => new PaymentReply(PaymentStatus.Succeeded, "t", null, 500_000);
        await bench.LinkAsync(id, "9876543210");
        await bench.ToAsync(new(2026, 1, 9));
        Assert.Single(bench.Harness.World.Payments);
        Assert.NotNull(await bench.Harness.Get<PayoutCases>().FindAsync(CaseKinds.Suspense, $"{PaymentReferences.Of(id, First, 1)}-500000"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task EarlierAttempt_WithAnotherAmountInSuspense_IsNotPaidAgainUntilTwoPeopleEndIt(bool statementFirst)
    {
        await using var bench = await PaymentBench.StartAsync();
        bench.Partner.Behaviours[PaymentBench.Account] = Behaviour.Slow;
        bench.Harness.World.Inquire = _ => new PaymentReply(PaymentStatus.Failed, null, "inactive");
        var id = await bench.AddTrainedAsync();
        await bench.LinkAsync(id);
        var reference = PaymentReferences.Of(id, First, 1);
        if (statementFirst)
        {
            await bench.Harness.Get<Statements>().ApplyAsync(new StatementLine(reference, 599_000, bench.Harness.Now));
        }

        await bench.TellAsync("disbursement.failed", id, First, 1, 600_000);
        if (!statementFirst)
        {
            await bench.Harness.Get<Statements>().ApplyAsync(new StatementLine(reference, 599_000, bench.Harness.Now));
        }

        await bench.ToAsync(new(2026, 1, 9));
        Assert.Single(bench.Harness.World.Payments);
        Assert.Equal((2, "payment-unknown"), ((await bench.PayoutAsync(id, First)).Attempt, (await bench.PayoutAsync(id, First)).Wait?.Code));

        bench.Partner.Behaviours.Clear();
        await bench.Harness.Get<SuspenseSettlement>().PaidAsync(
            (await bench.Harness.Get<PaymentReferences>().FindAsync(reference))!, 599_000, new CaseProposal(1, Resolutions.Returned, "came back", "ani", bench.Harness.Now));
        await bench.ToAsync(new(2026, 1, 11));
        Assert.Equal((PaymentReferences.Of(id, First, 2), 600_000), (Assert.Single(bench.Partner.Paid).Reference, bench.Partner.Paid[0].Amount));
        await bench.AssertLedgerAsync();
    }

    [Fact]
    public async Task Attempt_HeldAndNeverSent_IsNotAskedAbout()
    {
        await using var bench = await PaymentBench.StartAsync();
        bench.Harness.Get<IOptions<PayoutOptions>>().Value.SecondPersonAbove = 0;
        bench.Harness.World.Inquire = _ => new PaymentReply(PaymentStatus.Unknown);
        var id = await bench.AddTrainedAsync();
        await bench.LinkAsync(id);
        Assert.Equal("payment-held", (await bench.PayoutAsync(id, First)).Wait!.Code);

        bench.Harness.Get<IOptions<PayoutOptions>>().Value.SecondPersonAbove = long.MaxValue;
        await bench.LinkAsync(id, "9876543210", "bca");
        await bench.ToAsync(new(2026, 1, 9));
        Assert.Equal(PaymentReferences.Of(id, First, 2), Assert.Single(bench.Partner.Paid).Reference);
        await bench.AssertLedgerAsync();
    }

    [Fact]
    public async Task Attempt_HeldAndNeverSent_TheOneSentBeforeItIsStillAskedAbout()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await FailedByWebhookAsync(bench);
        var sent = PaymentReferences.Of(id, First, 1);
        bench.Harness.World.Inquire = _ => new PaymentReply(PaymentStatus.Failed);
        bench.Harness.Get<IOptions<PayoutOptions>>().Value.SecondPersonAbove = 0;
        await bench.LinkAsync(id, "9876543210", "bca");
        Assert.Equal((2, "payment-held"), ((await bench.PayoutAsync(id, First)).Attempt, (await bench.PayoutAsync(id, First)).Wait!.Code));

        bench.Harness.World.Inquire = r => new PaymentReply(r == sent ? PaymentStatus.Accepted : PaymentStatus.NotFound);
        bench.Harness.Get<IOptions<PayoutOptions>>().Value.SecondPersonAbove = long.MaxValue;
        await bench.LinkAsync(id, "5555555555");
        await bench.ToAsync(new(2026, 1, 12));
        Assert.Equal(3, (await bench.PayoutAsync(id, First)).Attempt);
        Assert.Equal(sent, Assert.Single(bench.Harness.World.Payments).Reference);
        await bench.AssertLedgerAsync();
    }

    /// <summary>Somebody whose payment the partner has only taken, and then reported as failed.</summary>
    private static async Task<string> FailedByWebhookAsync(PaymentBench bench)
    {
        bench.Partner.Behaviours[PaymentBench.Account] = Behaviour.Slow;
        var id = await bench.AddTrainedAsync();
        await bench.LinkAsync(id);
        await bench.TellAsync("disbursement.failed", id, First, 1, 600_000);
        Assert.Equal(PaymentState.Failed, (await bench.PayoutAsync(id, First)).State);
        return id;
    }
}
