using Prakerja.Domain.Incentives;
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
