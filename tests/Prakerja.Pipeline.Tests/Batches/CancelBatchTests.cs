using Prakerja.Domain;
using Prakerja.Domain.Lifecycles;
using Prakerja.Domain.Schemes;
using Prakerja.Pipeline.Batches;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Batches;

/// <summary>Batches that are held too long, and those given up.</summary>
public sealed class CancelBatchTests
{
    private static readonly Dictionary<string, int> Places = new() { ["32.73"] = 1 };

    private static DateTimeOffset TooLate => Wib.StartOf(SchemeTable.Normal.LatestAnnouncement(2026).AddDays(1));

    [Theory]
    [InlineData(BatchState.Open)]
    [InlineData(BatchState.Drawn)]
    public async Task HeldBatch_PastTheLatestAnnouncement_IsNeitherReleasedNorAnnounced(BatchState from)
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await HeldAsync(harness, from);
        await harness.AsOperatorAsync("ani", "POST", $"/api/admin/batches/{batch}/release");
        await harness.AdvanceToAsync(TooLate);

        Assert.Equal((409, "announcement-too-late"), await ProblemAsync(harness, batch, "release/approval", "budi"));
        Assert.Equal((409, "announcement-too-late"), await ProblemAsync(harness, batch, "release", "budi"));
        Assert.Equal(BatchState.Held, (await harness.BatchAsync(batch)).State);
        Assert.Equal(200, (await harness.CancelAsync(batch)).Status);
        await harness.AdvanceAsync(TimeSpan.FromDays(30));
        var cancelled = await harness.BatchAsync(batch);
        Assert.Equal((BatchState.Cancelled, null), (cancelled.State, cancelled.AnnouncedAt));
    }

    [Fact]
    public async Task HeldBatch_OnTheLatestDay_IsReleasedAndAnnounced()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await HeldAsync(harness, BatchState.Drawn);
        await harness.AdvanceToAsync(TooLate.AddMinutes(-1));
        Assert.Equal(200, (await harness.ReleaseAsync(batch)).Status);
        Assert.Equal(BatchState.Announced, (await harness.BatchAsync(batch)).State);
    }

    [Fact]
    public async Task Batch_WhoseBeaconComesTooLate_IsHeldInsteadOfAnnounced()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var start = TooLate.AddDays(-5);
        await harness.AdvanceToAsync(start);
        var batch = await harness.OpenBatchAsync(Places, opens: start);
        var candidate = Assert.Single(await harness.JoinManyAsync(batch, 1, 1));
        harness.Beacon.Late = true;
        await harness.AdvanceToAsync(TooLate);
        harness.Beacon.Late = false;
        await harness.AdvanceAsync(TimeSpan.FromMinutes(2));

        var held = await harness.BatchAsync(batch);
        Assert.Equal((BatchState.Held, "announcement-too-late"), (held.State, held.HoldReason));
        Assert.Null((await harness.FindAsync(candidate)).Award);
        Assert.Equal(200, (await harness.CancelAsync(batch)).Status);
        Assert.Equal(200, (await harness.SendAsync("GET", $"/api/public/batches/{batch}/draw/commitment")).Status);
        Assert.Equal(404, (await harness.SendAsync("GET", $"/api/public/batches/{batch}/draw/result")).Status);
    }

    [Fact]
    public async Task CancelledBatch_LeavesItsCandidatesFreeForTheNext()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.OpenBatchAsync(Places);
        var next = await harness.OpenBatchAsync(Places);
        var candidate = Assert.Single(await harness.JoinManyAsync(batch, 1, 1));
        Assert.Equal(200, (await harness.CancelAsync(batch)).Status);

        var me = (await harness.AsAsync(candidate, "GET", "/api/me")).Json;
        Assert.Equal(("verified", "notSelected"), ((string?)me["state"], (string?)me["batches"]![0]!["state"]));
        Assert.Equal("batch-cancelled", (string?)me["batches"]![0]!["reasons"]![0]!["code"]);
        Assert.Equal("batch-closed", (await harness.JoinAsync(await harness.AddVerifiedAsync(2), batch)).Problem);
        Assert.Equal(202, (await harness.JoinAsync(candidate, next)).Status);
        await harness.AdvanceToAsync(BatchPlay.Announces);
        Assert.Equal(next, (await harness.FindAsync(candidate)).Award?.Batch);
    }

    [Fact]
    public async Task CancelledBatch_GivesItsMoneyBackToTheYear()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var most = (int)(YearBudgets.For(2026) / SchemeTable.Normal.Total);
        var batch = await harness.OpenBatchAsync(new() { ["32.73"] = most });
        await harness.CancelAsync(batch);
        Assert.Equal(2, await harness.OpenBatchAsync(new() { ["32.73"] = most }));
    }

    [Fact]
    public async Task CancelledRecoveryBatch_GivesItsPlacesBackToThePot()
    {
        await using var harness = await PipelineHarness.StartAsync();
        await harness.OpenBatchAsync(new() { ["32.73"] = 3 });
        await harness.AdvanceToAsync(BatchPlay.Announces);
        var batch = await harness.OpenBatchAsync(new() { ["32.73"] = 2 }, opens: harness.Now, recovery: true);
        Assert.Equal(1, await PotAsync(harness));
        await harness.CancelAsync(batch);
        await harness.AsOperatorAsync("budi", "POST", $"/api/admin/batches/{batch}/cancel/approval");
        Assert.Equal(3, await PotAsync(harness));
    }

    [Fact]
    public async Task DrawnBatch_WithDaysLeft_CannotBeDiscarded()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await HeldAsync(harness, BatchState.Drawn);
        var refused = await harness.AsOperatorAsync("ani", "POST", $"/api/admin/batches/{batch}/cancel", new { reason = "other winners please" });
        Assert.Equal((409, "batch-state"), (refused.Status, refused.Problem));
    }

    [Theory]
    [InlineData("release")]
    [InlineData("cancel")]
    public async Task Act_ByOnePersonAlone_IsNotCarriedOut(string act)
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await HeldAsync(harness, BatchState.Open);
        Assert.Equal((409, "nothing-proposed"), await ProblemAsync(harness, batch, $"{act}/approval"));
        var proposed = await harness.AsOperatorAsync("ani", "POST", $"/api/admin/batches/{batch}/{act}", new { reason = "why" });
        Assert.Equal((202, "ani"), (proposed.Status, (string?)proposed.Json["proposal"]!["proposedBy"]));
        Assert.Equal((403, "second-person-needed"), await ProblemAsync(harness, batch, $"{act}/approval"));
        Assert.Equal(BatchState.Held, (await harness.BatchAsync(batch)).State);
        Assert.Equal(200, (await harness.AsOperatorAsync("budi", "POST", $"/api/admin/batches/{batch}/{act}/approval")).Status);
    }

    [Fact]
    public async Task PublicBatches_OfACancelledBatch_SaySo()
    {
        await using var harness = await PipelineHarness.StartAsync();
        await harness.CancelAsync(await harness.DraftAsync(BatchPlay.Request(Places, 1)));
        var batch = await harness.OpenBatchAsync(Places);
        await harness.CancelAsync(batch);
        var item = Assert.Single((await harness.SendAsync("GET", "/api/public/batches")).Json["items"]!.AsArray());
        Assert.Equal((batch, "cancelled"), ((int)item!["batch"]!, (string)item["state"]!));
        Assert.Empty((await harness.SendAsync("GET", "/api/batches")).Json["items"]!.AsArray());
        Assert.Equal(200, (await harness.SendAsync("GET", $"/api/public/batches/{batch}/draw/rules")).Status);
    }

    [Fact]
    public async Task Award_MadeAfterNewYear_BelongsToTheYearOfItsBatch()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var start = TooLate.AddDays(-5);
        await harness.AdvanceToAsync(start);
        var batch = await harness.OpenBatchAsync(Places, opens: start);
        var winner = Assert.Single(await harness.JoinManyAsync(batch, 1, 1));
        await harness.AdvanceToAsync(start.AddDays(4).AddMinutes(-1));
        harness.World.ExclusionsAvailable = false;
        await harness.AdvanceToAsync(Wib.StartOf(new DateOnly(2027, 1, 2)));
        harness.World.ExclusionsAvailable = true;
        await harness.AdvanceAsync(TimeSpan.FromHours(2));
        Assert.Equal(2026, (await harness.FindAsync(winner)).Award?.Year);
    }

    private static async Task<int> HeldAsync(PipelineHarness harness, BatchState from)
    {
        var batch = await harness.OpenBatchAsync(Places);
        await harness.JoinManyAsync(batch, 1, 2);
        if (from == BatchState.Drawn)
        {
            await harness.AdvanceToAsync(BatchPlay.Announces.AddMinutes(-1));
        }

        Assert.Equal(from, (await harness.BatchAsync(batch)).State);
        Assert.Equal(200, (await harness.AsOperatorAsync("ani", "POST", $"/api/admin/batches/{batch}/hold", new { reason = "a leak" })).Status);
        return batch;
    }

    private static async Task<(int Status, string? Problem)> ProblemAsync(PipelineHarness harness, int batch, string act, string by = "ani")
    {
        var answer = await harness.AsOperatorAsync(by, "POST", $"/api/admin/batches/{batch}/{act}");
        return (answer.Status, answer.Problem);
    }

    private static async Task<int> PotAsync(PipelineHarness harness) => (await harness.Get<RecoveryPot>().ReadAsync(2026)).Places.GetValueOrDefault("32.73");
}
