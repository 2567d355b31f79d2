using Prakerja.Domain;
using Prakerja.Domain.Incentives;
using Prakerja.Pipeline.Matching;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Tests.Cases;
using Prakerja.Pipeline.Tests.Harness;
using Prakerja.Pipeline.Tests.Payments;
using static Prakerja.Pipeline.Tests.Matching.MatchingPlay;

namespace Prakerja.Pipeline.Tests.Matching;

public sealed class DayClosingTests
{
    [Fact]
    public async Task Day_ThatMatches_IsClosedByTwoPeople()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await bench.ToldAsync(null, Behaviour.Pay);
        Assert.Equal((409, "day-not-over"), (await bench.ProposeCloseAsync(Day)).Refusal());
        await bench.Harness.AdvanceToAsync(Wib.StartOf(Day.AddDays(1)).AddHours(2));
        Assert.Equal((409, "ledger-not-audited"), (await bench.ProposeCloseAsync(Day)).Refusal());
        await bench.Harness.AdvanceToAsync(Wib.StartOf(Day.AddDays(1)).AddHours(3));
        await bench.NightAsync();

        var refused = await bench.ProposeCloseAsync(Day);
        Assert.Equal((409, "day-differs"), refused.Refusal());
        Assert.Equal((600_000, 0, 1, "bni"), (refused.Json["ledger"]!.GetValue<long>(), refused.Json["statement"]!.GetValue<long>(), refused.Json["different"]!.GetValue<int>(), refused.Json["withoutStatement"]![0]!.GetValue<string>()));
        Assert.Equal((409, "nothing-proposed"), (await bench.ApproveCloseAsync(Day)).Refusal());

        await bench.StateAsync(Day, LineOf(id, PipelineTime(bench)));
        Assert.Equal((202, null), (await bench.ProposeCloseAsync(Day)).Refusal());
        var waiting = Assert.Single((await bench.FinanceAsync("fajar", "GET", "/api/admin/approvals")).Json["items"]!.AsArray())!;
        Assert.Equal(("day", 600_000), (waiting["kind"]!.GetValue<string>(), waiting["amount"]!.GetValue<long>()));
        Assert.Equal((403, "second-person-needed"), (await bench.ApproveCloseAsync(Day, "fitri")).Refusal());
        Assert.Equal("proposed", (await bench.DayAsync(Day))["state"]!.GetValue<string>());
        Assert.Equal(200, (await bench.FinanceAsync("fajar", "POST", waiting["approve"]!.GetValue<string>())).Status);

        Assert.Equal((200, null), (await bench.ApproveCloseAsync(Day)).Refusal());
        Assert.Equal((409, "day-closed"), (await bench.ApproveCloseAsync(Day, "farah")).Refusal());
        Assert.Equal((409, "day-closed"), (await bench.ProposeCloseAsync(Day)).Refusal());
        var day = await bench.DayAsync(Day);
        Assert.Equal(("closed", "fitri", "fajar"), (day["state"]!.GetValue<string>(), day["proposedBy"]!.GetValue<string>(), day["closedBy"]!.GetValue<string>()));
    }

    [Fact]
    public async Task ClosedDay_ALaterLineAndAReturn_ConcernTheDayTheyBecameKnown()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await bench.ToldAsync(null, Behaviour.Pay);
        var line = LineOf(id, PipelineTime(bench));
        await CloseAsync(bench, Day, line);

        await bench.StateAsync(Day, line, line with { At = line.At.AddMinutes(1) });
        await bench.TellAsync("disbursement.returned", id, CasePlay.First, 1, 600_000);
        Assert.Equal(("closed", 0), (State(await bench.DayAsync(Day)), (await bench.DayAsync(Day))["inSuspense"]!.GetValue<int>()));
        var today = await bench.DayAsync(Wib.DateOf(bench.Harness.Now));
        Assert.Equal(("open", 1, 1), (State(today), today["inSuspense"]!.GetValue<int>(), today["returns"]!.Count("ledger")));
        Assert.Equal("paid-twice", Assert.Single(await bench.CasesAsync("suspense"))!["what"]!.GetValue<string>());
    }

    [Fact]
    public async Task EarlierDay_WithPaymentsThatIsOpen_KeepsLaterOnesOpen()
    {
        await using var bench = await PaymentBench.StartAsync();
        var one = await bench.AddTrainedAsync(1);
        await bench.LinkAsync(one);
        var (first, later) = (LineOf(one, PipelineTime(bench)), Day.AddDays(2));
        await bench.NightsAsync(later);
        var two = await bench.AddTrainedAsync(2);
        await bench.LinkAsync(two, "222222222");
        await bench.StateAsync(later, LineOf(two, PipelineTime(bench)));
        await bench.NightsAsync(later.AddDays(1));

        var refused = await bench.ProposeCloseAsync(later);
        Assert.Equal((409, "earlier-day-open", "2026-01-05"), (refused.Status, refused.Problem, refused.Json["day"]!.GetValue<string>()));
        await CloseAsync(bench, Day, first);
        Assert.Equal(202, (await bench.ProposeCloseAsync(later)).Status);
        Assert.Equal(200, (await bench.ApproveCloseAsync(later)).Status);
    }

    [Fact]
    public async Task Proposal_WhoseFiguresChanged_HasToBeMadeAgain()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await bench.ToldAsync(null, Behaviour.NoReplyButPaid);
        var line = LineOf(id, PipelineTime(bench));
        await bench.StateAsync(Day, line);
        await bench.NightsAsync(Day.AddDays(2));
        await bench.ResolveAsync("suspense", await bench.OnlyCaseAsync("suspense"), new { resolution = "accept", reason = "BNI's API was away; its statement shows the payment." });
        Assert.Equal(202, (await bench.ProposeCloseAsync(Day)).Status);

        await bench.TellAsync("disbursement.succeeded", id, CasePlay.First, 1, 600_000);
        Assert.Equal((409, "figures-changed"), (await bench.ApproveCloseAsync(Day)).Refusal());
        Assert.Equal((409, "nothing-proposed"), (await bench.ApproveCloseAsync(Day)).Refusal());
        await CloseAsync(bench, Day, line);
    }

    [Theory]
    [InlineData("2026-01-04")]
    [InlineData("2019-01-01")]
    [InlineData("0001-01-01")]
    public async Task Day_BeforeAnythingWasPaid_CannotBeClosed(string day)
    {
        await using var bench = await PaymentBench.StartAsync();
        Assert.Equal((409, "nothing-to-close"), (await bench.ProposeCloseAsync(DateOnly.Parse(day))).Refusal());
        await CloseAsync(bench, Day, LineOf(await bench.ToldAsync(null, Behaviour.Pay), PipelineTime(bench)));
        Assert.Equal((409, "nothing-to-close"), (await bench.ProposeCloseAsync(DateOnly.Parse(day))).Refusal());
    }

    /// <summary>Two people approve at once, one of them at each point of the other's reads and commits of the day: one closes it, the other learns that it is closed.</summary>
    [Fact]
    public async Task Approvals_OfTwoAtOnce_OneClosesAndTheOtherIsToldSo()
    {
        var orders = new Interleavings(DayStore.Table) { MaxSwitches = 1 };
        var runs = await orders.ExploreAsync(async _ =>
        {
            var bench = await PaymentBench.StartAsync(decorate: orders.Watch);
            await bench.StateAsync(Day, LineOf(await bench.ToldAsync(null, Behaviour.Pay), PipelineTime(bench)));
            await bench.NightsAsync(Day.AddDays(1));
            Assert.Equal(202, (await bench.ProposeCloseAsync(Day)).Status);
            var answers = new Answer?[2];
            return (async () => answers[0] = await bench.ApproveCloseAsync(Day), async () => answers[1] = await bench.ApproveCloseAsync(Day, "farah"), async () =>
            {
                Assert.Single(answers, a => a!.Status == 200);
                Assert.Equal((409, "day-closed"), answers.Single(a => a!.Status != 200)!.Refusal());
                await bench.DisposeAsync();
            });
        });
        Assert.InRange(runs, 4, 100);
    }

    [Theory]
    [InlineData("2026-01-05x")]
    [InlineData("9999-12-31")]
    [InlineData("yesterday")]
    public async Task Day_ThatCannotBeClosed_IsRefused(string day)
    {
        await using var bench = await PaymentBench.StartAsync();
        Assert.InRange((await bench.FinanceAsync("fitri", "POST", $"/api/admin/reconciliation/{day}/close")).Status, 404, 409);
        Assert.InRange((await bench.FinanceAsync("fitri", "POST", $"/api/admin/reconciliation/{day}/close/approval")).Status, 404, 409);
    }

    /// <summary>The process dies before and after every commit of an approval; asked again by the same person, the day is closed once.</summary>
    [Fact]
    public async Task Crash_AtAnyCommitOfAnApproval_ClosesTheDayOnce()
    {
        var crashes = 0;
        for (var commit = 1; commit < 50; commit++)
        {
            var (before, after) = (await CloseWithCrashAsync(commit, false), await CloseWithCrashAsync(commit, true));
            if (!before && !after)
            {
                break;
            }

            crashes++;
        }

        Assert.InRange(crashes, 2, 48);
    }

    private static async Task<bool> CloseWithCrashAsync(int commit, bool afterCommit)
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await bench.ToldAsync(null, Behaviour.Pay);
        await bench.StateAsync(Day, LineOf(id, PipelineTime(bench)));
        await bench.NightsAsync(Day.AddDays(1));
        Assert.Equal(202, (await bench.ProposeCloseAsync(Day)).Status);
        bench.Harness.Tables.CrashAt(commit, afterCommit);
        var approval = bench.ApproveCloseAsync(Day);
        var crashed = await Task.WhenAny(approval, bench.Harness.Tables.Crashed) != approval;
        if (crashed)
        {
            await bench.Harness.RestartAsync();
            Assert.Equal(200, (await bench.ApproveCloseAsync(Day)).Status);
        }

        Assert.Equal("closed", State(await bench.DayAsync(Day)));
        return crashed;
    }

    private static async Task CloseAsync(PaymentBench bench, DateOnly day, params StatementLine[] lines)
    {
        await bench.StateAsync(day, lines);
        if (Wib.DateOf(bench.Harness.Now) <= day)
        {
            await bench.NightsAsync(day.AddDays(1));
        }

        var proposed = await bench.ProposeCloseAsync(day);
        Assert.True(proposed.Status == 202, proposed.Text);
        Assert.Equal(200, (await bench.ApproveCloseAsync(day)).Status);
    }

    private static string State(System.Text.Json.Nodes.JsonNode day) => day["state"]!.GetValue<string>();

    private static DateTimeOffset PipelineTime(PaymentBench bench) => bench.Partner.Paid[^1].At;
}
