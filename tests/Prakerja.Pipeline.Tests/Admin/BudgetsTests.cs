using Prakerja.Domain.Schemes;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Tests.Batches;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Admin;

public sealed class BudgetsTests
{
    private const long Place = 4_200_000;
    private const string Budget = "/api/admin/budgets/2026";

    [Fact]
    public async Task Budget_OfOnePersonAlone_DoesNotCount()
    {
        await using var harness = await PipelineHarness.StartAsync();
        Assert.Equal(202, (await ProposeAsync(harness, Place)).Status);
        var refused = await harness.AsFinanceAsync("fitri", "POST", $"{Budget}/proposals/1/approval");
        Assert.Equal((403, "second-person-needed"), (refused.Status, refused.Problem));
        Assert.Equal(YearBudgets.For(2026), (long)(await harness.AsFinanceAsync("gita", "GET", Budget)).Json["amount"]!);
    }

    [Fact]
    public async Task Budget_ApprovedByAnother_CountsAndIsInTheLedger()
    {
        await using var harness = await PipelineHarness.StartAsync();
        await harness.BudgetAsync(5 * Place);
        await harness.OpenBatchAsync(new() { ["32.73"] = 3 });
        var draft = await harness.DraftAsync(BatchPlay.Request(new() { ["32.73"] = 3 }, 1));

        var refused = await harness.AsOperatorAsync("budi", "POST", $"/api/admin/batches/{draft}/approval");
        Assert.Equal((409, "budget-exceeded"), (refused.Status, refused.Problem));
        Assert.Equal((5 * Place, 3 * Place, 2 * Place, 3 * Place), ((long)refused.Json["budget"]!, (long)refused.Json["committed"]!, (long)refused.Json["left"]!, (long)refused.Json["needed"]!));
        Assert.Contains("12.600.000", (string)refused.Json["detail"]!, StringComparison.Ordinal);
        Assert.Equal(5 * Place, await InLedgerAsync(harness));

        await harness.BudgetAsync(6 * Place);
        Assert.Equal(200, (await harness.AsOperatorAsync("budi", "POST", $"/api/admin/batches/{draft}/approval")).Status);
        Assert.Equal(6 * Place, await InLedgerAsync(harness));
        var view = (await harness.AsStaffAsync(Access.Auditor, "dewi", "GET", Budget)).Json;
        Assert.Equal((6 * Place, 6 * Place, 0L), ((long)view["amount"]!, (long)view["committed"]!, (long)view["left"]!));
        Assert.Equal([("fitri", "gita"), ("fitri", "gita")], view["changes"]!.AsArray().Select(c => ((string)c!["proposedBy"]!, (string)c["approvedBy"]!)));
    }

    [Fact]
    public async Task Budget_BelowWhatIsCommitted_IsRefusedWithTheFigures()
    {
        await using var harness = await PipelineHarness.StartAsync();
        Assert.Equal(202, (await ProposeAsync(harness, (3 * Place) - 1)).Status);
        var batch = await harness.OpenBatchAsync(new() { ["32.73"] = 3 });
        var approval = await harness.AsFinanceAsync("gita", "POST", $"{Budget}/proposals/1/approval");
        Assert.Equal((409, "budget-below-committed", 3 * Place), (approval.Status, approval.Problem, (long)approval.Json["committed"]!));
        Assert.Equal("budget-below-committed", (await ProposeAsync(harness, 1)).Problem);

        Assert.Equal(200, (await harness.CancelAsync(batch)).Status);
        Assert.Equal(200, (await harness.AsFinanceAsync("gita", "POST", $"{Budget}/proposals/1/approval")).Status);
    }

    [Fact]
    public async Task Proposal_ThatAnotherReplaced_IsNotApprovedUnread()
    {
        await using var harness = await PipelineHarness.StartAsync();
        await ProposeAsync(harness, Place);
        await ProposeAsync(harness, 90 * Place);
        var replaced = await harness.AsFinanceAsync("gita", "POST", $"{Budget}/proposals/1/approval");
        Assert.Equal((409, "nothing-proposed"), (replaced.Status, replaced.Problem));
        for (var again = 0; again < 2; again++)
        {
            Assert.Equal(90 * Place, (long)(await harness.AsFinanceAsync("gita", "POST", $"{Budget}/proposals/2/approval")).Json["amount"]!);
        }

        Assert.Equal("nothing-proposed", (await harness.AsFinanceAsync("hana", "POST", $"{Budget}/proposals/2/approval")).Problem);
        Assert.Equal(90 * Place, await InLedgerAsync(harness));
    }

    [Fact]
    public async Task Budget_FromALaterDay_IsPostedThenAndACutBindsAtOnce()
    {
        await using var harness = await PipelineHarness.StartAsync();
        await harness.BudgetAsync(9 * Place);
        await harness.BudgetAsync(4 * Place, from: "2026-01-20");
        await harness.BudgetAsync(12 * Place, from: "2026-02-01");
        var view = (await harness.AsFinanceAsync("fitri", "GET", Budget)).Json;
        Assert.Equal((9 * Place, 4 * Place), ((long)view["amount"]!, (long)view["left"]!));
        Assert.Equal(9 * Place, await InLedgerAsync(harness));

        foreach (var (day, amount) in new[] { (20, 4 * Place), (32, 12 * Place) })
        {
            await harness.AdvanceToAsync(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(7)).AddDays(day - 1));
            await harness.RunTimerAsync("batches");
            await harness.RunTimerAsync("batches");
            Assert.Equal((amount, amount), (await InLedgerAsync(harness), (long)(await harness.AsFinanceAsync("fitri", "GET", Budget)).Json["left"]!));
        }
    }

    [Fact]
    public async Task Budget_ApprovedAfterItsDay_IsInForceFromTheDayOfApproval()
    {
        await using var harness = await PipelineHarness.StartAsync();
        await ProposeAsync(harness, Place, "2026-01-06");
        await harness.AdvanceToAsync(PipelineHarness.Beginning.AddDays(9));
        var approved = (await harness.AsFinanceAsync("gita", "POST", $"{Budget}/proposals/1/approval")).Json;
        Assert.Equal("2026-01-14", (string)approved["changes"]![0]!["from"]!);
    }

    [Theory]
    [InlineData("""{"amount":0,"reason":"x"}""", "amount")]
    [InlineData("""{"amount":-1,"reason":"x"}""", "amount")]
    [InlineData("""{"amount":100000000000001,"reason":"x"}""", "amount")]
    [InlineData("""{"amount":9223372036854775808,"reason":"x"}""", "amount")]
    [InlineData("""{"amount":1.5,"reason":"x"}""", "amount")]
    [InlineData("""{"amount":"1","reason":"x"}""", "amount")]
    [InlineData("""{"reason":"x"}""", "amount")]
    [InlineData("""{"amount":1,"from":"2026-01-04","reason":"x"}""", "from")]
    [InlineData("""{"amount":1,"from":"2027-02-01","reason":"x"}""", "from")]
    [InlineData("""{"amount":1}""", "reason")]
    public async Task Proposal_WithWrongFields_IsRefused(string body, string field)
    {
        await using var harness = await PipelineHarness.StartAsync();
        var answer = await harness.AsFinanceAsync("fitri", "PUT", Budget, System.Text.Json.Nodes.JsonNode.Parse(body));
        Assert.Equal((400, field), (answer.Status, Assert.Single(answer.Json["errors"]!.AsObject()).Key));
    }

    [Theory]
    [InlineData("PUT", Budget)]
    [InlineData("POST", Budget + "/proposals/1/approval")]
    public async Task Budget_ByOperators_IsForbidden(string method, string path)
    {
        await using var harness = await PipelineHarness.StartAsync();
        Assert.Equal(403, (await harness.AsOperatorAsync("ani", method, path, method == "PUT" ? new { amount = 1, reason = "x" } : null)).Status);
    }

    private static Task<Answer> ProposeAsync(PipelineHarness harness, long amount, string? from = null) =>
        harness.AsFinanceAsync("fitri", "PUT", Budget, new { amount, from, reason = "Perpres" });

    private static async Task<long> InLedgerAsync(PipelineHarness harness) => (await harness.Get<LedgerTotals>().ComputeAsync()).Accounts["budget:2026"].Posted;
}
