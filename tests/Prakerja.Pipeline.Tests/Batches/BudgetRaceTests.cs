using Microsoft.AspNetCore.Http;
using Prakerja.Domain.Lifecycles;
using Prakerja.Pipeline.Admin.Batches;
using Prakerja.Pipeline.Audit;
using Prakerja.Pipeline.Batches;
using Prakerja.Pipeline.Budgets;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Tests.Admin;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Batches;

/// <summary>Two people at once over one year's budget, in every order of their operations.</summary>
public sealed class BudgetRaceTests
{
    private const long Place = 4_200_000;

    [Fact]
    public async Task TwoApprovals_OfWhichOneFits_NeverCommitMoreThanTheBudget()
    {
        var orders = new Interleavings(BatchStore.Table);
        await using var harness = await PipelineHarness.StartAsync(decorate: orders.Watch);
        await harness.BudgetAsync(10 * Place);
        var tried = await orders.ExploreAsync(async _ =>
        {
            var (first, second) = (await DraftAsync(harness, 6), await DraftAsync(harness, 5));
            return (() => ApproveAsync(harness, first), () => ApproveAsync(harness, second), async () =>
            {
                var approved = new[] { await harness.BatchAsync(first), await harness.BatchAsync(second) }.Where(b => b.State != BatchState.Draft).ToArray();
                Assert.Single(approved);
                Assert.Equal(approved[0].TotalPlaces * Place, await CommittedAsync(harness));
                Assert.Equal(200, (await harness.CancelAsync(approved[0].Number)).Status);
                Assert.Equal(0, await CommittedAsync(harness));
            });
        });

        Assert.True(tried > 10, $"{tried} orders");
    }

    [Fact]
    public async Task ApprovalAndCut_OfWhichOneFits_NeverLeaveLessThanIsCommitted()
    {
        var orders = new Interleavings(BatchStore.Table);
        await using var harness = await PipelineHarness.StartAsync(decorate: orders.Watch);
        var fates = new HashSet<(bool, bool)>();
        var tried = await orders.ExploreAsync(async _ =>
        {
            await harness.BudgetAsync(10 * Place);
            var batch = await DraftAsync(harness, 6);
            var proposed = await harness.AsFinanceAsync("fitri", "PUT", "/api/admin/budgets/2026", new { amount = 5 * Place, reason = "cut" });
            var cut = 0;
            return (() => ApproveAsync(harness, batch), async () => cut = (await harness.AsFinanceAsync(
                "gita", "POST", $"/api/admin/budgets/2026/proposals/{proposed.Json["proposal"]!["proposal"]}/approval")).Status, async () =>
            {
                var approved = (await harness.BatchAsync(batch)).State != BatchState.Draft;
                fates.Add((approved, cut == 200));
                Assert.True(approved ^ (cut == 200), $"approved {approved}, cut {cut}");
                Assert.True((long)(await harness.AsFinanceAsync("gita", "GET", "/api/admin/budgets/2026")).Json["left"]! >= 0);
                Assert.True(!approved || (await harness.CancelAsync(batch)).Status == 200);
            });
        });

        Assert.True(tried > 10, $"{tried} orders");
        Assert.Equal(2, fates.Count);
    }

    private static Task<int> DraftAsync(PipelineHarness harness, int places) => harness.DraftAsync(BatchPlay.Request(new() { ["32.73"] = places }, 1));

    /// <summary>Without the workflow, which would go on in the actor's name.</summary>
    private static async Task ApproveAsync(PipelineHarness harness, int batch)
    {
        var approval = new ApproveBatch(
            harness.Get<BatchStore>(), harness.Get<BatchSteps>(), harness.Get<BudgetStore>(), harness.Get<BudgetLedger>(), harness.Get<RecoveryPot>(),
            harness.Get<AuditTrail>(), harness.Beacon, new NoWorkflows(), harness.Clock);
        var endpoint = approval.Endpoints.Single();
        var http = new DefaultHttpContext { Request = { RouteValues = { ["batch"] = BatchPlay.Text(batch) } } };
        var reply = await endpoint.HandleAsync(new Call(http, endpoint, default, new Caller(Access.Operator, "budi", [])));
        Assert.True(reply.Status == 200 || reply.Problem?.Slug == "budget-exceeded", $"{reply.Status} {reply.Problem?.Slug}");
    }

    private static async Task<long> CommittedAsync(PipelineHarness harness) => (long)(await harness.AsFinanceAsync("gita", "GET", "/api/admin/budgets/2026")).Json["committed"]!;
}
