using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Tests.Batches;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Admin;

public sealed class ApprovalsTests
{
    private static readonly Dictionary<string, int> Places = new() { ["32.73"] = 1 };

    [Fact]
    public async Task Approvals_ListEverythingThatWaitsForASecondPerson()
    {
        await using var harness = await PipelineHarness.StartAsync();
        await harness.DraftAsync(BatchPlay.Request(Places, 1));
        var (held, cancelled) = (await harness.OpenBatchAsync(Places), await harness.OpenBatchAsync(Places));
        await harness.AsOperatorAsync("ani", "POST", $"/api/admin/batches/{held}/hold", new { reason = "a leak" });
        await harness.AsOperatorAsync("ani", "POST", $"/api/admin/batches/{held}/release");
        await harness.AsOperatorAsync("ani", "POST", $"/api/admin/batches/{cancelled}/cancel", new { reason = "no money" });
        Assert.Equal(201, (await harness.AsOperatorAsync("ani", "POST", "/api/admin/listings", new { list = "Kemnaker", niks = new[] { People.NikOf(1) } })).Status);

        Assert.Equal(201, (await harness.AsOperatorAsync("ani", "POST", "/api/admin/partners", new { id = "bank-x", kind = "payment", clientCode = "bank-x" })).Status);

        Assert.Equal(202, (await harness.AsFinanceAsync("fitri", "PUT", "/api/admin/budgets/2027", new { amount = 5_000_000, reason = "Perpres" })).Status);
        var items = await ItemsAsync(harness, "/api/admin/approvals");
        Assert.Equal([("batch", 4_200_000L), ("batch-cancellation", 0), ("batch-release", 0), ("budget", 5_000_000), ("listing", 0), ("partner", 0)], items.Select(i => ((string)i["kind"]!, (long)i["amount"]!)));
        foreach (var path in items.Select(i => (string)i["approve"]!))
        {
            Assert.Equal(200, (await harness.AsStaffAsync(Access.Operator | Access.Finance, "budi", "POST", path)).Status);
        }

        Assert.Empty(await ItemsAsync(harness, "/api/admin/approvals"));
    }

    [Theory]
    [InlineData("/api/batches")]
    [InlineData("/api/public/batches")]
    [InlineData("/api/admin/batches")]
    [InlineData("/api/admin/approvals")]
    public async Task List_InPages_HoldsEachItemOnce(string path)
    {
        await using var harness = await PipelineHarness.StartAsync();
        for (var number = 0; number < 5; number++)
        {
            await (path.EndsWith("approvals", StringComparison.Ordinal) ? harness.DraftAsync(BatchPlay.Request(Places, 1)) : harness.OpenBatchAsync(Places));
        }

        var seen = new List<string>();
        var next = "";
        for (var page = 0; page < 3; page++)
        {
            var answer = (await harness.AsOperatorAsync("ani", "GET", $"{path}?limit=2{next}")).Json;
            seen.AddRange(answer["items"]!.AsArray().Select(i => (i!["batch"] ?? i["id"])!.ToString()));
            next = $"&cursor={answer["next"]}";
        }

        Assert.Equal(["1", "2", "3", "4", "5"], seen);
        Assert.Equal("&cursor=", next);
        Assert.Equal(400, (await harness.AsOperatorAsync("ani", "GET", $"{path}?cursor=7")).Status);
    }

    private static async Task<System.Text.Json.Nodes.JsonNode[]> ItemsAsync(PipelineHarness harness, string path) =>
        [.. (await harness.AsStaffAsync(Access.Auditor, "dewi", "GET", path)).Json["items"]!.AsArray().Select(i => i!)];
}
