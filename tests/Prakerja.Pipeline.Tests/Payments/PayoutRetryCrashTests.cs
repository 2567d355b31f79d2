using Microsoft.Extensions.Options;
using Prakerja.Domain.Incentives;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Payments;

/// <summary>The process dies before and after every commit in turn, while a payment is tried again, released or stopped.</summary>
public sealed class PayoutRetryCrashTests
{
    private const string First = "completion-1";
    private const string Other = "9876543210";
    private const string Release = "/api/admin/payout-runs/bni-20260105/release";

    [Fact]
    public Task Corrected_AfterAFailure_IsPaidExactlyOnce() => EachAsync(8, bench => CorrectedAsync(bench, Behaviour.WrongOwner), async (bench, id) =>
    {
        Assert.Equal(PaymentState.Paid, (await bench.PayoutAsync(id, First)).State);
        Assert.Equal(Other, Assert.Single(bench.Partner.Paid).Account);
    });

    [Fact]
    public Task Corrected_ThoughThePartnerHadPaid_IsNotPaidAgain() => EachAsync(8, bench => CorrectedAsync(bench, Behaviour.FailedButPaid), async (bench, id) =>
    {
        Assert.Equal(PaymentState.Paid, (await bench.PayoutAsync(id, First)).State);
        Assert.Single(bench.Partner.Paid);
    });

    [Fact]
    public Task Held_ThenReleased_IsPaidExactlyOnceAndCountedOnce() => EachAsync(5, async bench =>
    {
        bench.Harness.Get<IOptions<PayoutOptions>>().Value.SecondPersonAbove = 0;
        var id = await bench.AddTrainedAsync();
        await bench.LinkAsync(id);
        Assert.Equal(202, (await bench.Harness.AsStaffAsync(Access.Finance, "ani", "POST", Release)).Status);
        return (id, async () =>
        {
            Assert.Equal(200, (await bench.Harness.AsStaffAsync(Access.Finance, "budi", "POST", $"{Release}/1/approval")).Status);
            await bench.Harness.SettleAsync();
        });
    }, async (bench, id) =>
    {
        if ((await bench.PayoutAsync(id, First)) is { Attempt: 2, Wait: { Code: PayoutTurn.Held, Run: { } held } })
        {
            // The partner never received what two people released: a second instruction is above the limit again.
            Assert.Equal(202, (await bench.Harness.AsStaffAsync(Access.Finance, "ani", "POST", $"/api/admin/payout-runs/{held}/release")).Status);
            Assert.Equal(200, (await bench.Harness.AsStaffAsync(Access.Finance, "budi", "POST", $"/api/admin/payout-runs/{held}/release/1/approval")).Status);
            await bench.Harness.SettleAsync();
        }

        Assert.Equal(PaymentState.Paid, (await bench.PayoutAsync(id, First)).State);
        Assert.Single(bench.Partner.Paid);
        var run = (await bench.Harness.Get<PayoutRuns>().FindAsync("bni-20260105"))!;
        Assert.Equal((1, 0, 0), (run.Placed.Count, run.Held.Count + run.Proposed.Count, run.Released.Count));
    });

    [Fact]
    public Task Held_ThenTheAccountIsReplaced_GivesItsPlaceUpAndCoolsOff() => EachAsync(8, async bench =>
    {
        bench.Harness.Get<IOptions<PayoutOptions>>().Value.SecondPersonAbove = 0;
        var id = await bench.AddTrainedAsync();
        await bench.LinkAsync(id);
        bench.Harness.Get<IOptions<PayoutOptions>>().Value.SecondPersonAbove = 600_000;
        return (id, () => bench.LinkAsync(id, "081234567890", "ovo"));
    }, async (bench, id) =>
    {
        await bench.ToAsync(new(2026, 1, 9));
        Assert.Equal("081234567890", Assert.Single(bench.Partner.Paid).Account);
        var run = (await bench.Harness.Get<PayoutRuns>().FindAsync("bni-20260105"))!;
        Assert.Equal((RunTotal.Zero, RunTotal.Zero), (run.Placed, run.Held));
        Assert.Equal(PaymentState.Failed, (await bench.Harness.Get<PaymentReferences>().FindAsync(PaymentReferences.Of(id, First, 1)))!.State);
    });

    [Fact]
    public Task Stopped_WhileThePartnerHasIt_IsNeverPaid() => EachAsync(5, async bench =>
    {
        bench.Partner.Behaviours[PaymentBench.Account] = Behaviour.Slow;
        var id = await bench.AddTrainedAsync();
        await bench.LinkAsync(id);
        var path = $"/api/admin/payouts/{PaymentReferences.Of(id, First, 1)}/stop";
        return (id, async () =>
        {
            Assert.Equal(202, (await bench.Harness.AsStaffAsync(Access.Finance, "ani", "POST", path)).Status);
            await bench.Harness.SettleAsync();
        });
    }, async (bench, id) =>
    {
        Assert.Equal((PaymentState.Failed, "payment-stopped"), ((await bench.PayoutAsync(id, First)).State, (await bench.PayoutAsync(id, First)).Reason));
        Assert.Empty(bench.Partner.Paid);
    });

    /// <summary>Runs an act with a crash at each of its commits, does it again as whoever got no answer does, and looks at the end.</summary>
    /// <summary>The payment to the first account was reported as failed, and another account waits for its check.</summary>
    private static async Task<(string Id, Func<Task> Act)> CorrectedAsync(PaymentBench bench, Behaviour behaviour)
    {
        bench.Partner.Behaviours[PaymentBench.Account] = behaviour;
        var id = await bench.AddTrainedAsync();
        await bench.LinkAsync(id);
        await bench.Harness.AsAsync(id, "PUT", "/api/me/payment-account", new { provider = "bni", account = Other });
        await bench.Harness.SettleAsync();
        return (id, () => bench.AnswerCheckAsync(id));
    }

    private static async Task EachAsync(int fewest, Func<PaymentBench, Task<(string Id, Func<Task> Act)>> prepare, Func<PaymentBench, string, Task> look)
    {
        var crashes = 0;
        for (var commit = 1; commit < 100; commit++)
        {
            var (before, after) = (await CrashAsync(commit, false, prepare, look), await CrashAsync(commit, true, prepare, look));
            if (!before && !after)
            {
                break;
            }

            crashes++;
        }

        Assert.InRange(crashes, fewest, 98);
    }

    private static async Task<bool> CrashAsync(int commit, bool afterCommit, Func<PaymentBench, Task<(string Id, Func<Task> Act)>> prepare, Func<PaymentBench, string, Task> look)
    {
        await using var bench = await PaymentBench.StartAsync();
        var (id, act) = await prepare(bench);
        bench.Harness.Tables.CrashAt(commit, afterCommit);
        var told = act();
        var crashed = await Task.WhenAny(told, bench.Harness.Tables.Crashed) != told;
        if (crashed)
        {
            await bench.Harness.RestartAsync();
            await bench.Harness.RunTimerAsync("outbox-sweep");
            await act();
        }
        else
        {
            await told;
            bench.Harness.Tables.CrashAt(0, false);
        }

        await bench.Harness.RunTimerAsync("outbox-sweep");
        await bench.ToAsync(new(2026, 1, 8));
        await look(bench, id);
        await bench.AssertLedgerAsync();
        return crashed;
    }
}
