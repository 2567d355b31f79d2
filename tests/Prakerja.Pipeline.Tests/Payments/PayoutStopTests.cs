using Microsoft.Extensions.Options;
using Prakerja.Domain.Incentives;
using Prakerja.Domain.Lifecycles;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Payments;

public sealed class PayoutStopTests
{
    private const string First = "completion-1";

    [Fact]
    public async Task Sent_Stopped_IsDeadAndNotTriedAgain()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await SlowAsync(bench);
        Assert.Equal(202, (await StopAsync(bench, id)).Status);
        var payout = await bench.PayoutAsync(id, First);
        Assert.Equal((PaymentState.Failed, "payment-stopped"), (payout.State, payout.Reason));

        bench.Partner.Behaviours.Clear();
        await bench.ToAsync(new(2027, 2, 10));
        Assert.Empty(bench.Partner.Paid);
        var me = (await bench.Harness.AsAsync(id, "GET", "/api/me")).Json["incentives"]![0]!;
        Assert.Equal(("failed", "payment-stopped"), (me["state"]!.GetValue<string>(), me["reasons"]![0]!["code"]!.GetValue<string>()));
        await bench.AssertLedgerAsync();
    }

    [Fact]
    public async Task Stopped_LiftedByTwoPeople_IsPaidEvenAfterTheDeadline()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await SlowAsync(bench);
        await StopAsync(bench, id);
        bench.Partner.Behaviours.Clear();
        await bench.ToAsync(new(2027, 3, 1));
        Assert.Equal("nothing-proposed", (await FinanceAsync(bench, "budi", "POST", $"{Path(id)}/lifting/approval")).Problem);
        Assert.Equal(202, (await FinanceAsync(bench, "ani", "POST", $"{Path(id)}/lifting")).Status);
        Assert.Equal("second-person-needed", (await FinanceAsync(bench, "ani", "POST", $"{Path(id)}/lifting/approval")).Problem);
        Assert.Contains((await FinanceAsync(bench, "budi", "GET", "/api/admin/approvals")).Json["items"]!.AsArray(), i => i!["kind"]!.GetValue<string>() == "payout-stop");
        for (var i = 0; i < 2; i++)
        {
            Assert.Equal(200, (await FinanceAsync(bench, "budi", "POST", $"{Path(id)}/lifting/approval")).Status);
            await bench.Harness.SettleAsync();
        }

        Assert.Equal((PaymentState.Paid, 2), ((await bench.PayoutAsync(id, First)).State, (await bench.PayoutAsync(id, First)).Attempt));
        Assert.Single(bench.Partner.Paid);
        await bench.AssertLedgerAsync();
    }

    [Fact]
    public async Task Stopped_NeverDecided_EndsAYearAfterAndTheEntitlementReturns()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await SlowAsync(bench);
        await StopAsync(bench, id);
        await bench.ToAsync(new(2027, 12, 31));
        Assert.Equal(ParticipantState.Training, (await bench.FindAsync(id)).State);
        await bench.ToAsync(new(2028, 1, 1));
        Assert.Equal(ParticipantState.Completed, (await bench.FindAsync(id)).State);
        await bench.AssertLedgerAsync();
    }

    [Fact]
    public async Task Partner_TooLate_GoesOnAsBefore()
    {
        await using var bench = await PaymentBench.StartAsync();
        bench.Partner.Stops = StopOutcome.TooLate;
        var id = await SlowAsync(bench);
        await StopAsync(bench, id);
        Assert.Equal("tooLate", await StateAsync(bench));
        Assert.Equal(PaymentState.Sending, (await bench.PayoutAsync(id, First)).State);
        bench.Partner.PaySlowOnes();
        await bench.ToAsync(new(2026, 1, 7));
        Assert.Equal((PaymentState.Paid, "paid"), ((await bench.PayoutAsync(id, First)).State, await StateAsync(bench)));
        await bench.AssertLedgerAsync();
    }

    [Fact]
    public async Task Partner_SilentAboutIt_IsAskedAgainUntilItAnswers()
    {
        await using var bench = await PaymentBench.StartAsync();
        bench.Partner.Stops = StopOutcome.Unknown;
        var id = await SlowAsync(bench);
        await StopAsync(bench, id);
        Assert.Equal("stopping", await StateAsync(bench));
        bench.Partner.Stops = StopOutcome.Stopped;
        await bench.ToAsync(new(2026, 1, 7));
        Assert.Equal("stopped", await StateAsync(bench));
        await bench.AssertLedgerAsync();
    }

    [Fact]
    public async Task Partner_SilentAboutItAndThenItFails_IsNotTriedAgain()
    {
        await using var bench = await PaymentBench.StartAsync();
        bench.Partner.Stops = StopOutcome.Unknown;
        var id = await SlowAsync(bench);
        await StopAsync(bench, id);
        await bench.TellAsync("disbursement.failed", id, First, 1, 600_000);
        await bench.ToAsync(new(2026, 1, 20));
        Assert.Equal("payment-stopped", (await bench.PayoutAsync(id, First)).Reason);
        Assert.Single(bench.Harness.World.Payments);
    }

    [Fact]
    public async Task Held_Stopped_IsNeverSentAndGivesItsPlaceUp()
    {
        await using var bench = await PaymentBench.StartAsync();
        bench.Harness.Get<IOptions<PayoutOptions>>().Value.SecondPersonAbove = 0;
        var id = await bench.AddTrainedAsync();
        await bench.LinkAsync(id);
        Assert.Equal(202, (await StopAsync(bench, id)).Status);
        await bench.ToAsync(new(2026, 1, 8));
        Assert.Equal("payment-stopped", (await bench.PayoutAsync(id, First)).Reason);
        Assert.Equal(0, (await bench.Harness.Get<PayoutRuns>().FindAsync("bni-20260105"))!.Held.Count);
        await bench.AssertLedgerAsync();
    }

    [Fact]
    public async Task WaitingForItsAccount_Stopped_IsNeverSent()
    {
        await using var bench = await PaymentBench.StartAsync();
        bench.Harness.Get<IOptions<PayoutOptions>>().Value.Providers["bni"] = new() { LargestAmount = 1 };
        var id = await bench.AddTrainedAsync();
        await bench.LinkAsync(id);
        Assert.Equal(202, (await StopAsync(bench, id)).Status);
        bench.Harness.Get<IOptions<PayoutOptions>>().Value.Providers.Clear();
        await bench.ToAsync(new(2026, 2, 8));
        Assert.Equal("payment-stopped", (await bench.PayoutAsync(id, First)).Reason);
        await bench.AssertLedgerAsync();
    }

    [Fact]
    public async Task Crash_BeforeTheStopIsListed_TheLegListsIt()
    {
        await using var bench = await PaymentBench.StartAsync();
        bench.Partner.Stops = StopOutcome.Unknown;
        var id = await SlowAsync(bench);
        await bench.Harness.Get<ParticipantStore>().ChangeAsync(id, change =>
        {
            change.Participant = change.Participant with { Payouts = [change.Participant.Payouts[0] with { Stop = new PayoutStop("ani", change.At) }] };
            change.WakeLifecycle();
            return ValueTask.FromResult(true);
        });
        await bench.Harness.SettleAsync();
        Assert.Equal("stopping", await StateAsync(bench));
        var row = (await bench.Harness.Get<PayoutStops>().FindAsync(PaymentReferences.Of(id, First, 1)))!.Value.Row;
        Assert.Equal(("ani", bench.Harness.Now, 600_000), (row.By, row.At, row.Amount));
    }

    [Fact]
    public async Task Paid_CannotBeStopped()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await bench.AddTrainedAsync();
        await bench.LinkAsync(id);
        Assert.Equal("payout-ended", (await StopAsync(bench, id)).Problem);
        Assert.Equal(404, (await FinanceAsync(bench, "ani", "POST", $"/api/admin/payouts/{new string('a', 32)}/stop")).Status);
        Assert.Equal(403, (await bench.Harness.AsStaffAsync(Access.Auditor, "a", "POST", Path(id))).Status);
    }

    [Fact]
    public async Task Revoked_WhileSent_IsStoppedByItselfAndNeverLifted()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await SlowAsync(bench);
        await bench.Harness.Get<ParticipantStore>().ChangeAsync(id, change =>
        {
            change.Apply(LifecycleEvent.Ineligible);
            change.WakeLifecycle();
            return ValueTask.FromResult(true);
        });
        await bench.Harness.SettleAsync();
        Assert.Equal(("payment-stopped", null), ((await bench.PayoutAsync(id, First)).Reason, (await bench.PayoutAsync(id, First)).Stop!.By));
        bench.Partner.PaySlowOnes();
        await bench.ToAsync(new(2026, 2, 1));
        Assert.Empty(bench.Partner.Paid);
        Assert.Equal(404, (await FinanceAsync(bench, "ani", "POST", $"{Path(id)}/lifting")).Status);
        await bench.AssertLedgerAsync();
    }

    private static string Path(string id) => $"/api/admin/payouts/{PaymentReferences.Of(id, First, 1)}/stop";

    private static async Task<Answer> StopAsync(PaymentBench bench, string id)
    {
        var answer = await FinanceAsync(bench, "ani", "POST", Path(id));
        await bench.Harness.SettleAsync();
        return answer;
    }

    private static async Task<string> StateAsync(PaymentBench bench) =>
        (await FinanceAsync(bench, "ani", "GET", "/api/admin/payout-stops")).Json["items"]![0]!["state"]!.GetValue<string>();

    private static Task<Answer> FinanceAsync(PaymentBench bench, string name, string method, string path) => bench.Harness.AsStaffAsync(Access.Finance, name, method, path);

    private static async Task<string> SlowAsync(PaymentBench bench)
    {
        bench.Partner.Behaviours[PaymentBench.Account] = Behaviour.Slow;
        var id = await bench.AddTrainedAsync();
        await bench.LinkAsync(id);
        Assert.Equal(PaymentState.Sending, (await bench.PayoutAsync(id, First)).State);
        return id;
    }
}
