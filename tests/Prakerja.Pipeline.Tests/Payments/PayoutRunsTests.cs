using Microsoft.Extensions.Options;
using Moq;
using Prakerja.Domain;
using Prakerja.Domain.Incentives;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Payments;

public sealed class PayoutRunsTests
{
    private const string First = "completion-1";
    private const string Today = "bni-20260105";
    private const string Release = $"/api/admin/payout-runs/{Today}/release";

    [Fact]
    public async Task Payouts_UnderPaceAndLimit_AreSentAtOnceAndCounted()
    {
        await using var bench = await PaymentBench.StartAsync();
        await LinkManyAsync(bench, 3);
        Assert.All(bench.Partner.Paid, p => Assert.Equal(PipelineHarness.Beginning, p.At));
        Assert.Equal((new RunTotal(3, 1_800_000), 10_000_000_000), ((await RunAsync(bench)).Placed, (await RunAsync(bench)).Limit));
    }

    [Fact]
    public async Task Minute_Full_TheNextOnesFollowMinuteByMinute()
    {
        await using var bench = await PaymentBench.StartAsync();
        Options(bench).PerMinute = 2;
        var ids = await LinkManyAsync(bench, 5);
        var waiting = (await bench.FindAsync(ids[4])).Payouts.Single().Wait!;
        Assert.Equal((PayoutTurn.Queued, PipelineHarness.Beginning.AddMinutes(2)), (waiting.Code, waiting.Until));
        var me = (await bench.Harness.AsAsync(ids[4], "GET", "/api/me")).Json["incentives"]![0]!;
        Assert.Equal(("due", "payment-queued"), (me["state"]!.GetValue<string>(), me["reasons"]![0]!["code"]!.GetValue<string>()));

        await bench.Harness.AdvanceAsync(TimeSpan.FromMinutes(3));
        Assert.Equal([2, 2, 1], bench.Partner.Paid.GroupBy(p => p.At).OrderBy(g => g.Key).Select(g => g.Count()));
        await bench.AssertLedgerAsync();
    }

    [Fact]
    public async Task Pace_FullUntilMidnight_TheRestIsTheNextDaysRun()
    {
        await using var bench = await PaymentBench.StartAsync();
        Options(bench).PerMinute = 1;
        await bench.Harness.AdvanceToAsync(Wib.EndOf(new(2026, 1, 5)));
        await LinkManyAsync(bench, 2);
        await bench.Harness.AdvanceAsync(TimeSpan.FromMinutes(2));
        Assert.Equal([new DateOnly(2026, 1, 5), new(2026, 1, 6)], bench.Partner.Paid.Select(p => Wib.DateOf(p.At)));
        Assert.Equal((1, 1), ((await RunAsync(bench)).Placed.Count, (await RunAsync(bench, "bni-20260106")).Placed.Count));
    }

    [Fact]
    public async Task Limit_Reached_TheRestIsHeldUntilTwoFinancePeopleRelease()
    {
        await using var bench = await PaymentBench.StartAsync();
        Options(bench).SecondPersonAbove = 1_300_000;
        var ids = await LinkManyAsync(bench, 4);
        Assert.Equal(2, bench.Partner.Paid.Count);
        var me = (await bench.Harness.AsAsync(ids[3], "GET", "/api/me")).Json["incentives"]![0]!;
        Assert.Equal(("due", "payment-held"), (me["state"]!.GetValue<string>(), me["reasons"]![0]!["code"]!.GetValue<string>()));

        Assert.Equal("nothing-proposed", (await FinanceAsync(bench, "budi", "POST", $"{Release}/1/approval")).Problem);
        Assert.Equal(202, (await FinanceAsync(bench, "ani", "POST", Release)).Status);
        Assert.Equal("second-person-needed", (await FinanceAsync(bench, "ani", "POST", $"{Release}/1/approval")).Problem);
        var waiting = Assert.Single((await FinanceAsync(bench, "budi", "GET", "/api/admin/approvals")).Json["items"]!.AsArray(), i => i!["kind"]!.GetValue<string>() == "payout-run")!;
        Assert.Equal((1_200_000, $"{Release}/1/approval"), (waiting["amount"]!.GetValue<long>(), waiting["approve"]!.GetValue<string>()));

        for (var i = 0; i < 2; i++)
        {
            var answer = await FinanceAsync(bench, "budi", "POST", $"{Release}/1/approval");
            Assert.Equal((200, 2_500_000), (answer.Status, answer.Json["limit"]!.GetValue<long>()));
            await bench.Harness.SettleAsync();
        }

        Assert.Equal(4, bench.Partner.Paid.Count);
        Assert.Equal((new RunTotal(4, 2_400_000), RunTotal.Zero), ((await RunAsync(bench)).Placed, (await RunAsync(bench)).Released));
        await bench.AssertLedgerAsync();
    }

    [Fact]
    public async Task Approval_OfAProposalThatMoreWasPutInto_IsRefused()
    {
        await using var bench = await PaymentBench.StartAsync();
        Options(bench).SecondPersonAbove = 0;
        await LinkManyAsync(bench, 1);
        await FinanceAsync(bench, "ani", "POST", Release);
        await bench.LinkAsync(await bench.AddTrainedAsync(2), "200000000");
        await FinanceAsync(bench, "ani", "POST", Release);
        Assert.Equal((409, "nothing-proposed"), await ProblemAsync(bench, "approval", 1));
        Assert.Equal((409, "nothing-proposed"), await ProblemAsync(bench, "refusal", 1));
        Assert.Equal((404, "not-found"), await ProblemAsync(bench, "approval", "x"));
        Assert.Empty(bench.Partner.Paid);
        Assert.Equal(200, (await FinanceAsync(bench, "budi", "POST", $"{Release}/2/approval")).Status);
        await bench.Harness.SettleAsync();
        Assert.Equal(2, bench.Partner.Paid.Count);
    }

    [Fact]
    public async Task Refusal_ByAnotherPerson_KeepsItHeldUntilItIsProposedAgain()
    {
        await using var bench = await PaymentBench.StartAsync();
        Options(bench).SecondPersonAbove = 0;
        await LinkManyAsync(bench, 2);
        await FinanceAsync(bench, "ani", "POST", Release);
        Assert.Equal("second-person-needed", (await FinanceAsync(bench, "ani", "POST", $"{Release}/1/refusal")).Problem);
        var refused = await FinanceAsync(bench, "budi", "POST", $"{Release}/1/refusal");
        Assert.Equal((200, null, 2), (refused.Status, refused.Json["proposal"], refused.Json["held"]!["count"]!.GetValue<int>()));
        Assert.Equal((409, "nothing-proposed"), await ProblemAsync(bench, "approval", 1));
        await bench.Harness.AdvanceAsync(TimeSpan.FromHours(2));
        Assert.Empty(bench.Partner.Paid);

        await FinanceAsync(bench, "ani", "POST", Release);
        Assert.Equal(200, (await FinanceAsync(bench, "budi", "POST", $"{Release}/2/approval")).Status);
        await bench.Harness.SettleAsync();
        Assert.Equal((2, RunTotal.Zero), (bench.Partner.Paid.Count, (await RunAsync(bench)).Held));
        await bench.AssertLedgerAsync();
    }

    [Fact]
    public async Task Approval_OfWhatWasProposed_ReleasesNothingThatCameLater()
    {
        await using var bench = await PaymentBench.StartAsync();
        Options(bench).SecondPersonAbove = 0;
        await LinkManyAsync(bench, 1);
        await FinanceAsync(bench, "ani", "POST", Release);
        await bench.LinkAsync(await bench.AddTrainedAsync(2), "200000000");
        await FinanceAsync(bench, "budi", "POST", $"{Release}/1/approval");
        await bench.Harness.SettleAsync();
        Assert.Equal("100000000", Assert.Single(bench.Partner.Paid).Account);
        Assert.Equal(1, (await RunAsync(bench)).Held.Count);
    }

    [Fact]
    public async Task Held_AtMidnight_GoesIntoTheNextDaysRunAndStaysHeld()
    {
        await using var bench = await PaymentBench.StartAsync();
        Options(bench).SecondPersonAbove = 600_000;
        await LinkManyAsync(bench, 3);
        await bench.Harness.AdvanceToAsync(Wib.StartOf(new(2026, 1, 6)).AddMinutes(1));
        Assert.Single(bench.Partner.Paid);
        Assert.Equal((1, 0), ((await RunAsync(bench)).Placed.Count, (await RunAsync(bench)).Held.Count));
        Assert.Equal((0, 2), ((await RunAsync(bench, "bni-20260106")).Placed.Count, (await RunAsync(bench, "bni-20260106")).Held.Count));
        Assert.Equal("run-over", (await FinanceAsync(bench, "ani", "POST", Release)).Problem);

        await bench.Harness.AdvanceToAsync(Wib.StartOf(new(2026, 1, 9)).AddMinutes(1));
        Assert.Single(bench.Partner.Paid);
        await ReleaseAsync(bench, "bni-20260109");
        Assert.Equal(3, bench.Partner.Paid.Count);
        await bench.AssertLedgerAsync();
    }

    [Fact]
    public async Task Held_ThenItsAccountMustWait_IsStillHeldAfterwards()
    {
        await using var bench = await PaymentBench.StartAsync();
        Options(bench).SecondPersonAbove = 0;
        var id = (await LinkManyAsync(bench, 1))[0];
        await bench.Harness.Get<ParticipantStore>().ChangeAsync(id, change =>
        {
            change.Participant = change.Participant with { Account = change.Participant.Account! with { LimitedUntil = Wib.StartOf(new(2026, 1, 7)) } };
            return ValueTask.FromResult(true);
        });
        Options(bench).SecondPersonAbove = 10_000_000_000;
        await bench.Harness.AdvanceToAsync(Wib.StartOf(new(2026, 1, 8)).AddMinutes(1));
        Assert.Empty(bench.Partner.Paid);
        await ReleaseAsync(bench, "bni-20260108");
        Assert.Single(bench.Partner.Paid);
    }

    [Fact]
    public async Task Held_ThenNotAllowedAnyMore_GivesItsPlaceUp()
    {
        await using var bench = await PaymentBench.StartAsync();
        Options(bench).SecondPersonAbove = 0;
        var id = (await LinkManyAsync(bench, 1))[0];
        await bench.LinkAsync(id, "900000000");
        await bench.Harness.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Equal((2, 0), ((await bench.PayoutAsync(id, First)).Attempt, (await RunAsync(bench)).Held.Count));
    }

    [Fact]
    public async Task Places_ManyAtOnceAndEachTwice_AreCountedOnceWithinPaceAndLimit()
    {
        await using var bench = await PaymentBench.StartAsync();
        (Options(bench).PerMinute, Options(bench).SecondPersonAbove) = (7, 20 * 600_000);
        var runs = bench.Harness.Get<PayoutRuns>();
        var attempts = Enumerable.Range(1, 30).Select(n => new PayoutAttempt($"{n:x32}", First, 1)).ToArray();
        var payout = new Payout(First, 600_000, 1, PaymentState.Sending, bench.Harness.Now) { Provider = "bni" };
        var taken = await Task.WhenAll(attempts.Concat(attempts).Select(async a =>
        {
            await Task.Yield();
            return (a.Reference, (await runs.TakeAsync(a, payout)).Place);
        }));

        var places = taken.DistinctBy(t => t.Reference).Select(t => t.Place).ToArray();
        Assert.All(taken.GroupBy(t => t.Reference), twice => Assert.Single(twice.Select(t => t.Place).Distinct()));
        Assert.Equal([7, 7, 6], places.Where(p => p.Slot is not null).GroupBy(p => p.Slot!.Value.UtcTicks / TimeSpan.TicksPerMinute).OrderBy(g => g.Key).Select(g => g.Count()));
        Assert.Equal((new RunTotal(20, 12_000_000), new RunTotal(10, 6_000_000)), ((await RunAsync(bench)).Placed, (await RunAsync(bench)).Held));
    }

    [Fact]
    public async Task Places_ManyAtOnceInOneProcess_TakeTurnsAndLoseNoRace()
    {
        await using var bench = await PaymentBench.StartAsync();
        var lost = 0;
        var tables = new Mock<ITableStore>();
        tables.Setup(t => t.GetAsync(It.IsAny<string>(), It.IsAny<string>(), It.IsAny<string>(), default)).Returns(async (string table, string partition, string row, CancellationToken _) =>
        {
            var found = await bench.Harness.Tables.GetAsync(table, partition, row);
            await Task.Yield();
            return found;
        });
        tables.Setup(t => t.CommitAsync(It.IsAny<string>(), It.IsAny<string>(), It.IsAny<IReadOnlyList<TableWrite>>(), default)).Returns(
            async (string table, string partition, IReadOnlyList<TableWrite> writes, CancellationToken _) =>
            {
                var result = await bench.Harness.Tables.CommitAsync(table, partition, writes);
                Interlocked.Add(ref lost, result.Committed ? 0 : 1);
                return result;
            });
        var runs = new PayoutRuns(tables.Object, bench.Harness.Get<IOptions<PayoutOptions>>(), bench.Harness.Get<TimeProvider>());
        var payout = new Payout(First, 600_000, 1, PaymentState.Sending, bench.Harness.Now) { Provider = "bni" };
        await Task.WhenAll(Enumerable.Range(1, 50).Select(async n => await runs.TakeAsync(new PayoutAttempt($"{n:x32}", First, 1), payout)));
        Assert.Equal((0, 50), (lost, (await RunAsync(bench)).Placed.Count));
    }

    [Fact]
    public async Task Registries_Away_TheParticipantSeesThatItWaitsForACheck()
    {
        await using var bench = await PaymentBench.StartAsync();
        bench.Harness.World.ExclusionsAvailable = false;
        var id = (await LinkManyAsync(bench, 1))[0];
        var me = (await bench.Harness.AsAsync(id, "GET", "/api/me")).Json["incentives"]![0]!;
        Assert.Equal(("due", "payment-checking"), (me["state"]!.GetValue<string>(), me["reasons"]![0]!["code"]!.GetValue<string>()));

        bench.Harness.World.ExclusionsAvailable = true;
        await bench.ToAsync(new(2026, 1, 7));
        Assert.Equal((1, 0), (bench.Partner.Paid.Count, (await RunAsync(bench)).Held.Count));
        await bench.AssertLedgerAsync();
    }

    [Theory]
    [InlineData("bni-2026015", 404)]
    [InlineData("nobody-20260105", 404)]
    [InlineData("bca-20260105", 404)]
    public async Task Run_ThatIsNotThere_Is404(string run, int status)
    {
        await using var bench = await PaymentBench.StartAsync();
        Assert.Equal(status, (await FinanceAsync(bench, "ani", "POST", $"/api/admin/payout-runs/{run}/release")).Status);
        Assert.Equal(status, (await FinanceAsync(bench, "ani", "GET", $"/api/admin/payout-runs/{run}")).Status);
    }

    [Fact]
    public async Task Run_WithItsAttempts_IsListed()
    {
        await using var bench = await PaymentBench.StartAsync();
        var ids = await LinkManyAsync(bench, 2);
        var run = Assert.Single((await FinanceAsync(bench, "ani", "GET", "/api/admin/payout-runs")).Json["items"]!.AsArray())!;
        Assert.Equal((Today, 2), (run["run"]!.GetValue<string>(), run["placed"]!["count"]!.GetValue<int>()));
        var items = (await FinanceAsync(bench, "ani", "GET", $"/api/admin/payout-runs/{Today}")).Json["items"]!.AsArray();
        Assert.Equal(ids.Order(StringComparer.Ordinal), items.Select(i => i!["participantId"]!.GetValue<string>()).Order(StringComparer.Ordinal));
        Assert.Equal(403, (await bench.Harness.AsStaffAsync(Access.Auditor, "a", "POST", Release)).Status);
    }

    [Theory]
    [InlineData(0, 1, null)]
    [InlineData(1, -1, null)]
    [InlineData(1, 1, "paypal")]
    public void Options_UnderWhichNothingWorks_AreRefused(int perMinute, long above, string? provider)
    {
        var options = new PayoutOptions { PerMinute = perMinute, SecondPersonAbove = above };
        if (provider is not null)
        {
            options.Providers[provider] = new();
        }

        Assert.True(new PayoutOptionsCheck().Validate(null, options).Failed);
        Assert.True(new PayoutOptionsCheck().Validate(null, new PayoutOptions()).Succeeded);
    }

    private static async Task<(int, string?)> ProblemAsync(PaymentBench bench, string act, object round) =>
        await FinanceAsync(bench, "budi", "POST", $"{Release}/{round}/{act}") is var answer ? (answer.Status, answer.Problem) : default;

    private static async Task ReleaseAsync(PaymentBench bench, string run)
    {
        Assert.Equal(202, (await FinanceAsync(bench, "ani", "POST", $"/api/admin/payout-runs/{run}/release")).Status);
        Assert.Equal(200, (await FinanceAsync(bench, "budi", "POST", $"/api/admin/payout-runs/{run}/release/1/approval")).Status);
        await bench.Harness.SettleAsync();
    }

    private static PayoutOptions Options(PaymentBench bench) => bench.Harness.Get<IOptions<PayoutOptions>>().Value;

    private static async Task<PayoutRun> RunAsync(PaymentBench bench, string run = Today) => (await bench.Harness.Get<PayoutRuns>().FindAsync(run))!;

    private static Task<Answer> FinanceAsync(PaymentBench bench, string name, string method, string path) => bench.Harness.AsStaffAsync(Access.Finance, name, method, path);

    private static async Task<List<string>> LinkManyAsync(PaymentBench bench, int count)
    {
        var ids = new List<string>();
        for (var number = 1; number <= count; number++)
        {
            ids.Add(await bench.AddTrainedAsync(number));
            await bench.LinkAsync(ids[^1], $"{number}00000000");
        }

        return ids;
    }
}
