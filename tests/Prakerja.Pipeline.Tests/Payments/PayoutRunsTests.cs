using Prakerja.Domain;
using Prakerja.Domain.Incentives;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Payments;

/// <summary>What goes beyond a provider's limit of the day is held until two people release it.</summary>
public sealed class PayoutRunsTests
{
    private const string First = "completion-1";
    private const string Today = "bni-20260105";
    private const string Release = $"/api/admin/payout-runs/{Today}/release";

    [Fact]
    public async Task Limit_Reached_TheRestIsHeldUntilTwoFinancePeopleRelease()
    {
        await using var bench = await PaymentBench.StartAsync();
        bench.PayoutOptions.SecondPersonAbove = 1_300_000;
        var ids = await bench.LinkManyAsync(4);
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
        Assert.Equal((new RunTotal(4, 2_400_000), RunTotal.Zero), ((await bench.RunAsync(Today)).Placed, (await bench.RunAsync(Today)).Released));
        await bench.AssertLedgerAsync();
    }

    [Fact]
    public async Task Approval_OfAProposalThatMoreWasPutInto_IsRefused()
    {
        await using var bench = await PaymentBench.StartAsync();
        bench.PayoutOptions.SecondPersonAbove = 0;
        await bench.LinkManyAsync(1);
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
        bench.PayoutOptions.SecondPersonAbove = 0;
        await bench.LinkManyAsync(2);
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
        Assert.Equal((2, RunTotal.Zero), (bench.Partner.Paid.Count, (await bench.RunAsync(Today)).Held));
        await bench.AssertLedgerAsync();
    }

    [Fact]
    public async Task Approval_OfWhatWasProposed_ReleasesNothingThatCameLater()
    {
        await using var bench = await PaymentBench.StartAsync();
        bench.PayoutOptions.SecondPersonAbove = 0;
        await bench.LinkManyAsync(1);
        await FinanceAsync(bench, "ani", "POST", Release);
        await bench.LinkAsync(await bench.AddTrainedAsync(2), "200000000");
        await FinanceAsync(bench, "budi", "POST", $"{Release}/1/approval");
        await bench.Harness.SettleAsync();
        Assert.Equal("100000000", Assert.Single(bench.Partner.Paid).Account);
        Assert.Equal(1, (await bench.RunAsync(Today)).Held.Count);
    }

    [Fact]
    public async Task Held_AtMidnight_GoesIntoTheNextDaysRunAndStaysHeld()
    {
        await using var bench = await PaymentBench.StartAsync();
        bench.PayoutOptions.SecondPersonAbove = 600_000;
        await bench.LinkManyAsync(3);
        await bench.Harness.AdvanceToAsync(Wib.StartOf(new(2026, 1, 6)).AddMinutes(1));
        Assert.Single(bench.Partner.Paid);
        Assert.Equal((1, 0), ((await bench.RunAsync(Today)).Placed.Count, (await bench.RunAsync(Today)).Held.Count));
        Assert.Equal((0, 2), ((await bench.RunAsync("bni-20260106")).Placed.Count, (await bench.RunAsync("bni-20260106")).Held.Count));
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
        bench.PayoutOptions.SecondPersonAbove = 0;
        var id = (await bench.LinkManyAsync(1))[0];
        await bench.Harness.Get<ParticipantStore>().ChangeAsync(id, change =>
        {
            change.Participant = change.Participant with { Account = change.Participant.Account! with { LimitedUntil = Wib.StartOf(new(2026, 1, 7)) } };
            return ValueTask.FromResult(true);
        });
        bench.PayoutOptions.SecondPersonAbove = 10_000_000_000;
        await bench.Harness.AdvanceToAsync(Wib.StartOf(new(2026, 1, 8)).AddMinutes(1));
        Assert.Empty(bench.Partner.Paid);
        await ReleaseAsync(bench, "bni-20260108");
        Assert.Single(bench.Partner.Paid);
    }

    [Fact]
    public async Task Held_ThenNotAllowedAnyMore_GivesItsPlaceUp()
    {
        await using var bench = await PaymentBench.StartAsync();
        bench.PayoutOptions.SecondPersonAbove = 0;
        var id = (await bench.LinkManyAsync(1))[0];
        await bench.LinkAsync(id, "900000000");
        await bench.Harness.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Equal((2, 0), ((await bench.PayoutAsync(id, First)).Attempt, (await bench.RunAsync(Today)).Held.Count));
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
        var ids = await bench.LinkManyAsync(2);
        var run = Assert.Single((await FinanceAsync(bench, "ani", "GET", "/api/admin/payout-runs")).Json["items"]!.AsArray())!;
        Assert.Equal((Today, 2), (run["run"]!.GetValue<string>(), run["placed"]!["count"]!.GetValue<int>()));
        var items = (await FinanceAsync(bench, "ani", "GET", $"/api/admin/payout-runs/{Today}")).Json["items"]!.AsArray();
        Assert.Equal(ids.Order(StringComparer.Ordinal), items.Select(i => i!["participantId"]!.GetValue<string>()).Order(StringComparer.Ordinal));
        Assert.Equal(403, (await bench.Harness.AsStaffAsync(Access.Auditor, "a", "POST", Release)).Status);
    }

    private static async Task<(int, string?)> ProblemAsync(PaymentBench bench, string act, object round) =>
        await FinanceAsync(bench, "budi", "POST", $"{Release}/{round}/{act}") is var answer ? (answer.Status, answer.Problem) : default;

    private static async Task ReleaseAsync(PaymentBench bench, string run)
    {
        Assert.Equal(202, (await FinanceAsync(bench, "ani", "POST", $"/api/admin/payout-runs/{run}/release")).Status);
        Assert.Equal(200, (await FinanceAsync(bench, "budi", "POST", $"/api/admin/payout-runs/{run}/release/1/approval")).Status);
        await bench.Harness.SettleAsync();
    }

    private static Task<Answer> FinanceAsync(PaymentBench bench, string name, string method, string path) => bench.Harness.AsStaffAsync(Access.Finance, name, method, path);
}
