using Prakerja.Domain;
using Prakerja.Domain.Incentives;
using Prakerja.Domain.Ledger;
using Prakerja.Domain.Lifecycles;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Security;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Payments;

public sealed class PayoutFateTests
{
    private const string First = "completion-1";

    [Fact]
    public async Task Webhook_Repeated_PaysOnce()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await PaySlowlyAsync(bench);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(202, (await bench.TellAsync("disbursement.succeeded", id, First, 1, 600_000)).Status);
        }

        Assert.Equal(PaymentState.Paid, (await bench.PayoutAsync(id, First)).State);
        Assert.Equal(600_000, (await bench.Harness.Get<LedgerTotals>().ComputeAsync()).PaidOut);
    }

    [Theory]
    [InlineData("succeeded", "failed")]
    [InlineData("succeeded", "returned")]
    [InlineData("failed", "returned")]
    public async Task Webhooks_InEitherOrder_EndTheSame(string one, string other)
    {
        Assert.Equal(await EndAsync(one, other), await EndAsync(other, one));
        Assert.Equal(await EndAsync(one, other), await EndAsync(one, other, one, other, one));
    }

    [Fact]
    public async Task Amount_OtherThanInstructed_GoesToSuspenseAndIsNotPaid()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await PaySlowlyAsync(bench);
        await bench.TellAsync("disbursement.succeeded", id, First, 1, 500_000);
        await bench.TellAsync("disbursement.succeeded", id, First, 1, 500_000);

        Assert.Equal(PaymentState.Unknown, (await bench.PayoutAsync(id, First)).State);
        var totals = await bench.Harness.Get<LedgerTotals>().ComputeAsync();
        Assert.Equal(-500_000, totals.Accounts[LedgerAccounts.Suspense].Posted);
        Assert.Equal(0, totals.Sum);
    }

    [Fact]
    public async Task Webhook_ForAnUnknownReference_Is422()
    {
        await using var bench = await PaymentBench.StartAsync();
        Assert.Equal(422, (await bench.TellAsync("disbursement.succeeded", new { reference = new string('a', 32), amount = 1 })).Status);
    }

    [Fact]
    public async Task Webhook_OfAnotherProvider_Is403AndChangesNothing()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await PaySlowlyAsync(bench);
        var reply = await bench.TellAsync("disbursement.succeeded", new { reference = PaymentReferences.Of(id, First, 1), amount = 600_000 }, "ovo");
        Assert.Equal((403, PaymentState.Sending), (reply.Status, (await bench.PayoutAsync(id, First)).State));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-600000")]
    [InlineData("600000.5")]
    [InlineData("99999999999999999999")]
    [InlineData("\"600000\"")]
    public async Task Amount_ThatIsNoMoney_Is400(string amount)
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await PaySlowlyAsync(bench);
        var body = $"{{\"type\":\"disbursement.succeeded\",\"data\":{{\"reference\":\"{PaymentReferences.Of(id, First, 1)}\",\"amount\":{amount}}}}}";
        Assert.Equal(400, (await bench.Harness.Get<PaymentEvents>().ApplyAsync(System.Text.Encoding.UTF8.GetBytes(body), "bni")).Status);
    }

    [Fact]
    public async Task Withdrawn_BeforeItWasSent_IsNotPaidAndTheEntitlementReturns()
    {
        await using var bench = await PaymentBench.StartAsync();
        bench.Harness.World.ExclusionsAvailable = false;
        var id = await bench.AddTrainedAsync();
        await bench.LinkAsync(id);
        await bench.Harness.Get<ParticipantStore>().ChangeAsync(id, change =>
        {
            change.Apply(LifecycleEvent.Withdrew);
            change.WakeLifecycle();
            return ValueTask.FromResult(true);
        });
        await bench.ToAsync(new(2026, 1, 7));

        Assert.Empty(bench.Harness.World.Payments);
        Assert.Equal(0, (await bench.Harness.Get<LedgerTotals>().ComputeAsync()).Accounts["incentive"].Posted);
        await bench.AssertLedgerAsync();
    }

    [Fact]
    public async Task Rejected_AccountCorrected_IsPaidExactlyOnce()
    {
        await using var bench = await PaymentBench.StartAsync();
        bench.Partner.Behaviours[PaymentBench.Account] = Behaviour.WrongOwner;
        var id = await bench.AddTrainedAsync();
        await bench.LinkAsync(id);
        await bench.ToAsync(new(2026, 1, 20));
        var failed = await bench.PayoutAsync(id, First);
        Assert.Equal((PaymentState.Failed, "account-owner-mismatch", 1), (failed.State, failed.Reason, failed.Attempt));

        await bench.LinkAsync(id, "9876543210");
        Assert.Equal((PaymentState.Paid, 2), ((await bench.PayoutAsync(id, First)).State, (await bench.PayoutAsync(id, First)).Attempt));
        await bench.AssertLedgerAsync();
    }

    [Fact]
    public async Task Rejected_ForAPassingReason_IsTriedDailyTenTimesAtMost()
    {
        await using var bench = await PaymentBench.StartAsync();
        bench.Partner.Behaviours[PaymentBench.Account] = Behaviour.Reject;
        var id = await bench.AddTrainedAsync();
        await bench.LinkAsync(id);
        await bench.ToAsync(new(2026, 1, 8));
        Assert.Equal(3, (await bench.PayoutAsync(id, First)).Attempt);
        await bench.ToAsync(new(2026, 2, 1));
        Assert.Equal(10, (await bench.PayoutAsync(id, First)).Attempt);
        Assert.Empty(bench.Partner.Paid);
        await bench.AssertLedgerAsync();
    }

    [Fact]
    public async Task NoReply_IsUnknownAndNeverResent()
    {
        await using var bench = await PaymentBench.StartAsync();
        bench.Partner.Behaviours[PaymentBench.Account] = Behaviour.NoReply;
        var id = await bench.AddTrainedAsync();
        await bench.LinkAsync(id);
        await bench.ToAsync(new(2026, 6, 1));

        Assert.Single(bench.Harness.World.Payments);
        var me = (await bench.Harness.AsAsync(id, "GET", "/api/me")).Json["incentives"]!.AsArray()[0]!;
        Assert.Equal("unknown", me["state"]!.GetValue<string>());
        Assert.NotNull(await bench.Harness.Get<ITableStore>().GetAsync(PayoutCases.Table, CaseKinds.Unknown, PaymentReferences.Of(id, First, 1)));
    }

    [Fact]
    public async Task Student_AtPayment_IsNotPaidAndLosesTheAward()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await bench.AddTrainedAsync();
        bench.Harness.World.Exclusions[People.NikOf(1)] = new ExclusionAnswer(true, Student: true);
        await bench.LinkAsync(id);

        var participant = await bench.FindAsync(id);
        Assert.Equal((ParticipantState.Revoked, "student-registry"), (participant.State, participant.RefusedFor[0]));
        Assert.Empty(bench.Harness.World.Payments);
        await bench.AssertLedgerAsync();
    }

    [Fact]
    public async Task Student_AtPayment_IsBarredOnceRevoked()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await bench.AddTrainedAsync();
        bench.Harness.World.Exclusions[People.NikOf(1)] = new ExclusionAnswer(true, Student: true);
        await bench.LinkAsync(id);

        Assert.Equal(id, await RevokedHolderAsync(bench));
    }

    [Fact]
    public async Task Student_FoundAfterTheMoneyWasSent_IsNeitherRevokedNorBarred()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await PaySlowlyAsync(bench);
        bench.Harness.World.Exclusions[People.NikOf(1)] = new ExclusionAnswer(true, Student: true);
        await bench.Harness.Get<PayoutRecheck>().RunAsync(new PayoutAttempt(id, First, 1), CancellationToken.None);
        await bench.Harness.SettleAsync();

        Assert.Equal(ParticipantState.Training, (await bench.FindAsync(id)).State);
        Assert.Null(await RevokedHolderAsync(bench));
    }

    [Fact]
    public async Task Registries_Away_PaymentWaitsAndIsNotCancelled()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await bench.AddTrainedAsync();
        bench.Harness.World.ExclusionsAvailable = false;
        await bench.LinkAsync(id);
        await bench.ToAsync(new(2026, 1, 7));
        Assert.Empty(bench.Harness.World.Payments);

        bench.Harness.World.ExclusionsAvailable = true;
        await bench.ToAsync(new(2026, 1, 9));
        Assert.Single(bench.Partner.Paid);
    }

    [Fact]
    public async Task LateSuccess_OfAnEarlierAttempt_ReturnedAfterwards_IsPaidAgain()
    {
        await using var bench = await PaymentBench.StartAsync();
        bench.Partner.Behaviours[PaymentBench.Account] = Behaviour.Reject;
        var id = await bench.AddTrainedAsync();
        await bench.LinkAsync(id);
        bench.Harness.World.ExclusionsAvailable = false;
        await bench.ToAsync(new(2026, 1, 7));
        var second = await bench.PayoutAsync(id, First);
        Assert.Equal((PaymentState.Sending, 2, null), (second.State, second.Attempt, second.InstructedAt));

        await bench.TellAsync("disbursement.succeeded", id, First, 1, 600_000);
        Assert.Equal(PaymentState.Paid, (await bench.PayoutAsync(id, First)).State);
        Assert.Equal(600_000, (await bench.Harness.Get<LedgerTotals>().ComputeAsync()).PaidOut);
        bench.Partner.Behaviours[PaymentBench.Account] = Behaviour.Pay;
        await bench.TellAsync("disbursement.returned", id, First, 1, 600_000);
        Assert.NotEqual(PaymentState.Paid, (await bench.PayoutAsync(id, First)).State);

        bench.Harness.World.ExclusionsAvailable = true;
        await bench.ToAsync(new(2026, 1, 9));
        var third = await bench.PayoutAsync(id, First);
        Assert.Equal((PaymentState.Paid, 3), (third.State, third.Attempt));
        await bench.AssertLedgerAsync();
    }

    private static ValueTask<string?> RevokedHolderAsync(PaymentBench bench) =>
        bench.Harness.Get<Claims>().HolderAsync(ClaimKinds.Revoked, bench.Harness.Get<BlindIndex>().Nik(People.NikOf(1)));

    private static async Task<string> PaySlowlyAsync(PaymentBench bench)
    {
        bench.Partner.Behaviours[PaymentBench.Account] = Behaviour.Slow;
        var id = await bench.AddTrainedAsync();
        await bench.LinkAsync(id);
        Assert.Equal(PaymentState.Sending, (await bench.PayoutAsync(id, First)).State);
        return id;
    }

    /// <summary>State of the payout and all balances after these webhooks, before anything is tried again.</summary>
    private static async Task<string> EndAsync(params string[] events)
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await PaySlowlyAsync(bench);
        foreach (var what in events)
        {
            await bench.TellAsync($"disbursement.{what}", id, First, 1, 600_000);
        }

        var totals = await bench.Harness.Get<LedgerTotals>().ComputeAsync();
        Assert.Equal(0, totals.Sum);
        return $"{(await bench.PayoutAsync(id, First)).State} {string.Join(' ', totals.Accounts.Select(a => $"{a.Key}={a.Value.Posted}/{a.Value.PendingIn}/{a.Value.PendingOut}"))}";
    }
}
