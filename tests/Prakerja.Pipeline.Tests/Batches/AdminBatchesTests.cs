using Prakerja.Domain.Draw;
using Prakerja.Domain.Lifecycles;
using Prakerja.Domain.Schemes;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Batches;

public sealed class AdminBatchesTests
{
    private static readonly Dictionary<string, int> Places = new() { ["32.73"] = 1 };

    [Fact]
    public async Task Draft_WithWrongFields_NamesThemAll()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var answer = await harness.AsOperatorAsync("ani", "POST", "/api/admin/batches", new
        {
            scheme = "other", opensAt = BatchPlay.Closes, closesAt = BatchPlay.Opens, announcesAt = BatchPlay.Opens.AddMinutes(119),
            places = new Dictionary<string, int> { ["99.99"] = 1, ["32.73"] = -1 }, reserves = -1,
        });
        Assert.Equal(400, answer.Status);
        Assert.Equal(
            ["announcesAt", "closesAt", "places.32.73", "places.99.99", "reserves", "scheme"],
            answer.Json["errors"]!.AsObject().Select(e => e.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Numbers_OfDraftsMadeAtOnce_HaveNoGap()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var numbers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => harness.DraftAsync(BatchPlay.Request(Places, 1))));
        Assert.Equal(Enumerable.Range(1, 8), numbers.Order());
    }

    [Fact]
    public async Task Draft_RepeatedWithItsKey_IsMadeOnce()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var token = TestOperators.Token(Access.Operator, "ani");
        for (var i = 0; i < 2; i++)
        {
            var answer = await harness.SendAsync("POST", "/api/admin/batches", BatchPlay.Request(Places, 1), token, ("Idempotency-Key", "k1"));
            Assert.Equal((201, 1), (answer.Status, (int)answer.Json["batch"]!));
        }

        Assert.Null(await harness.Get<Prakerja.Pipeline.Batches.BatchStore>().FindAsync(2));
    }

    [Fact]
    public async Task Approval_ByTheSamePerson_IsRefused()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.DraftAsync(BatchPlay.Request(Places, 1));
        var refused = await harness.AsOperatorAsync("ani", "POST", $"/api/admin/batches/{batch}/approval");
        Assert.Equal((403, "second-person-needed"), (refused.Status, refused.Problem));
        Assert.Equal(BatchState.Draft, (await harness.BatchAsync(batch)).State);
        Assert.Equal(200, (await harness.AsOperatorAsync("budi", "POST", $"/api/admin/batches/{batch}/approval")).Status);
        Assert.Equal("batch-state", (await harness.AsOperatorAsync("citra", "POST", $"/api/admin/batches/{batch}/approval")).Problem);
    }

    [Fact]
    public async Task Approval_NamesTheFirstRoundTwoHoursAfterClosing()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.OpenBatchAsync(Places);
        var rules = BatchPlay.Accepted(DrawRules.Parse(await harness.FileAsync(batch, "rules")));
        Assert.Equal(harness.Beacon.RoundAt(BatchPlay.Closes.AddHours(2)), rules.Beacon.Round);
        Assert.Equal((long)batch, rules.Batch);
    }

    [Fact]
    public async Task Approval_AfterTheClosingTime_IsRefused()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.DraftAsync(BatchPlay.Request(Places, 1));
        await harness.AdvanceToAsync(BatchPlay.Closes);
        Assert.Equal("batch-over", (await harness.AsOperatorAsync("budi", "POST", $"/api/admin/batches/{batch}/approval")).Problem);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(1, "announcement-too-late")]
    public async Task Approval_OfAnAnnouncementLateInTheYear_IsJudgedByTheScheme(int daysLate, string? problem)
    {
        await using var harness = await PipelineHarness.StartAsync();
        var latest = Domain.Wib.StartOf(SchemeTable.Normal.LatestAnnouncement(2026)).AddDays(daysLate);
        var batch = await harness.DraftAsync(BatchPlay.Request(Places, 1, latest.AddDays(-4)));
        var answer = await harness.AsOperatorAsync("budi", "POST", $"/api/admin/batches/{batch}/approval");
        Assert.Equal(problem, answer.Status == 200 ? null : answer.Problem);
    }

    [Fact]
    public async Task Approval_BeyondTheYearsBudget_IsRefused()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var most = (int)(YearBudgets.For(2026) / SchemeTable.Normal.Total);
        await harness.OpenBatchAsync(new() { ["32.73"] = most - 5 });
        var tooMany = await harness.DraftAsync(BatchPlay.Request(new() { ["32.73"] = 6 }, 1));
        Assert.Equal("budget-exceeded", (await harness.AsOperatorAsync("budi", "POST", $"/api/admin/batches/{tooMany}/approval")).Problem);
        Assert.Equal(3, await harness.OpenBatchAsync(new() { ["32.73"] = 5 }));
    }

    [Theory]
    [InlineData(Access.Auditor, "GET", 200)]
    [InlineData(Access.Auditor, "POST", 403)]
    [InlineData(Access.Reviewer, "GET", 403)]
    public async Task Batches_ForOtherRoles_AreReadOnlyOrClosed(Access role, string method, int status)
    {
        await using var harness = await PipelineHarness.StartAsync();
        var answer = await harness.AsStaffAsync(role, "dewi", method, "/api/admin/batches", method == "POST" ? BatchPlay.Request(Places, 1) : null);
        Assert.Equal(status, answer.Status);
    }

    [Fact]
    public async Task HeldBatch_TakesNobodyAndGoesOnWhenReleased()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.OpenBatchAsync(Places);
        await harness.JoinManyAsync(batch, 1, 2);
        Assert.Equal(200, (await harness.AsOperatorAsync("ani", "POST", $"/api/admin/batches/{batch}/hold", new { reason = "a leak" })).Status);
        Assert.Equal("batch-closed", (await harness.JoinAsync(await harness.AddVerifiedAsync(9), batch)).Problem);
        await harness.AdvanceToAsync(BatchPlay.Closes.AddMinutes(30));
        Assert.Equal(BatchState.Held, (await harness.BatchAsync(batch)).State);

        Assert.Equal("open", (string?)(await harness.ReleaseAsync(batch)).Json["state"]);
        await harness.AdvanceToAsync(BatchPlay.Announces);
        await harness.RecomputeAsync(batch, previous: null);
        Assert.Equal(BatchState.Announced, (await harness.BatchAsync(batch)).State);
    }

    [Fact]
    public async Task HeldBatch_PastItsRound_IsNeverDrawnWithThatRound()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.OpenBatchAsync(Places);
        await harness.JoinManyAsync(batch, 1, 2);
        harness.World.ExclusionsAvailable = false;
        await harness.AdvanceToAsync(BatchPlay.Closes.AddHours(3));
        harness.World.ExclusionsAvailable = true;
        await harness.AdvanceAsync(TimeSpan.FromHours(1));
        var held = await harness.BatchAsync(batch);
        Assert.Equal((BatchState.Held, "beacon-round-passed"), (held.State, held.HoldReason));

        Assert.Equal(200, (await harness.ReleaseAsync(batch)).Status);
        await harness.AdvanceToAsync(BatchPlay.Announces);
        var record = await harness.RecomputeAsync(batch, previous: null);
        await harness.VerifySignaturesAsync(batch);
        Assert.True(record.Round > held.Round);
    }

    [Fact]
    public async Task Readiness_CountsCandidatesByRegencyAndGroup()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.OpenBatchAsync(Places);
        var people = await harness.JoinManyAsync(batch, 1, 5);
        await harness.AsAsync(people[0], "DELETE", "/api/me/batch");
        var readiness = (await harness.AsStaffAsync(Access.Auditor, "dewi", "GET", $"/api/admin/batches/{batch}/readiness")).Json;
        Assert.Equal(4, (long)readiness["totalCandidates"]!);
        Assert.Equal([("32.73", 4, 2L), ("32.73", 5, 2L)], readiness["candidates"]!.AsArray().Select(c => ((string)c!["regency"]!, (int)c["group"]!, (long)c["candidates"]!)));
        Assert.Equal(YearBudgets.For(2026) - 4_200_000, (long)readiness["budgetLeft"]!);
        Assert.Equal(harness.Beacon.DueAt((long)readiness["round"]!), (DateTimeOffset)readiness["beaconDueAt"]!);
    }

    [Fact]
    public async Task PublicBatches_ShowApprovedOnesOnly()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.OpenBatchAsync(Places);
        await harness.DraftAsync(BatchPlay.Request(Places, 1));
        var items = (await harness.SendAsync("GET", "/api/public/batches")).Json["items"]!.AsArray();
        Assert.Equal((batch, "open"), ((int)items.Single()!["batch"]!, (string)items[0]!["state"]!));
        Assert.Equal([$"/api/public/batches/{batch}/draw/rules"], items[0]!["draw"]!.AsArray().Select(d => (string)d!));
    }
}
