using Prakerja.Domain.Draw;
using Prakerja.Domain.Ledger;
using Prakerja.Domain.Lifecycles;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Batches;

public sealed class WeeklyBatchTests
{
    private static string RegencyOf(int number) => (number % 3) switch { 0 => "32.73", 1 => "31.71", _ => "11.01" };

    [Fact]
    public async Task Batch_FromDraftToAwards_SelectsAsAnyoneCanRecompute()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.OpenBatchAsync(new() { ["32.73"] = 3, ["31.71"] = 2, ["51.71"] = 1 });
        var people = await harness.JoinManyAsync(batch, 1, 30, RegencyOf, n => n % 5 == 0 ? $"32730100000000{n % 10:D2}" : null);
        await harness.AdvanceToAsync(BatchPlay.Announces);

        var record = await harness.RecomputeAsync(batch, previous: null);
        await harness.VerifySignaturesAsync(batch);
        Assert.Equal((30, 6), (record.Counts.Entries, record.Counts.Selected));
        var result = await harness.ResultAsync(batch);
        foreach (var (ticket, participant) in await harness.HoldersAsync(people))
        {
            await CheckAsync(harness, participant, result[ticket]);
        }
    }

    [Fact]
    public async Task Commitments_OfTwoBatches_FormAChain()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var first = await harness.OpenBatchAsync(new() { ["32.73"] = 1 });
        var second = await harness.OpenBatchAsync(new() { ["31.71"] = 1 }, opens: BatchPlay.Opens.AddDays(7));
        await harness.AdvanceToAsync(BatchPlay.Announces.AddDays(7));
        await harness.RecomputeAsync(first, previous: null);
        await harness.RecomputeAsync(second, Hash256.Of(await harness.FileAsync(first, "commitment")));
    }

    [Theory]
    [InlineData("rules", 0)]
    [InlineData("commitment", 1)]
    [InlineData("entries", 1)]
    [InlineData("result", 2)]
    [InlineData("record", 2)]
    [InlineData("escrow", 3)]
    [InlineData("selected", 3)]
    public async Task File_BeforeItsTime_IsNotServed(string name, int from)
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.DraftAsync(BatchPlay.Request(new() { ["32.73"] = 1 }, 1));
        Assert.Equal(404, await StatusAsync(harness, batch, name));
        await harness.AsOperatorAsync("budi", "POST", $"/api/admin/batches/{batch}/approval");
        var served = new List<bool>();
        foreach (var time in new[] { BatchPlay.Opens, BatchPlay.Closes, BatchPlay.Announces })
        {
            await harness.AdvanceToAsync(time);
            served.Add(await StatusAsync(harness, batch, name) == 200);
            Assert.Equal(served[^1], await StatusAsync(harness, batch, name + ".jws") == 200);
        }

        Assert.Equal(Enumerable.Range(0, 3).Select(i => i >= from), served);
    }

    [Fact]
    public async Task Beacon_ThatIsLate_DelaysTheDrawAndSaysSo()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.OpenBatchAsync(new() { ["32.73"] = 1 });
        await harness.JoinManyAsync(batch, 1, 3);
        harness.Beacon.Late = true;
        await harness.AdvanceToAsync(BatchPlay.Announces.AddHours(1));
        var waiting = await harness.AsOperatorAsync("ani", "GET", $"/api/admin/batches/{batch}");
        Assert.Equal("committed", (string?)waiting.Json["state"]);
        Assert.NotNull(waiting.Json["beaconLateSince"]);
        Assert.NotNull((await harness.SendAsync("GET", "/api/public/batches")).Json["items"]![0]!["beaconLateSince"]);
        var named = (await harness.BatchAsync(batch)).Round;

        harness.Beacon.Late = false;
        await harness.AdvanceAsync(TimeSpan.FromMinutes(2));
        var announced = await harness.BatchAsync(batch);
        Assert.Equal(BatchState.Announced, announced.State);
        Assert.True(announced.AnnouncedAt > BatchPlay.Announces);
        var record = await harness.RecomputeAsync(batch, previous: null);
        Assert.Equal(named, record.Round);
        Assert.Equal(await harness.Beacon.GetSignatureAsync(named), record.BeaconSignature);
    }

    [Fact]
    public async Task Registry_ThatIsAwayAtClosing_DelaysButRejectsNobody()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.OpenBatchAsync(new() { ["32.73"] = 2 });
        await harness.JoinManyAsync(batch, 1, 4);
        harness.World.ExclusionsAvailable = false;
        await harness.AdvanceToAsync(BatchPlay.Closes.AddMinutes(20));
        Assert.Equal(BatchState.Closed, (await harness.BatchAsync(batch)).State);
        harness.World.ExclusionsAvailable = true;
        await harness.AdvanceToAsync(BatchPlay.Announces);
        var record = await harness.RecomputeAsync(batch, previous: null);
        Assert.Equal((4, 2), (record.Counts.Entries, record.Counts.Selected));
    }

    [Fact]
    public async Task Candidate_FoundOnARegistryAtClosing_IsIneligibleWithTheReason()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.OpenBatchAsync(new() { ["32.73"] = 2 });
        var people = await harness.JoinManyAsync(batch, 1, 2);
        harness.World.Exclusions[People.NikOf(1)] = new(true, Student: true);
        await harness.AdvanceToAsync(BatchPlay.Announces);
        var me = (await harness.AsAsync(people[0], "GET", "/api/me")).Json;
        Assert.Equal(("verified", "ineligible"), ((string?)me["state"], (string?)me["batches"]![0]!["state"]));
        Assert.Equal("student-registry", (string?)me["batches"]![0]!["reasons"]![0]!["code"]);
        Assert.Equal(ParticipantState.Selected, (await harness.FindAsync(people[1])).State);
    }

    [Fact]
    public async Task Batch_FourteenDaysAfterItsAnnouncement_IsFinished()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.OpenBatchAsync(new() { ["32.73"] = 1 });
        await harness.AdvanceToAsync(BatchPlay.Announces.AddDays(14).AddMinutes(-1));
        Assert.Equal(BatchState.Announced, (await harness.BatchAsync(batch)).State);
        await harness.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(BatchState.Finished, (await harness.BatchAsync(batch)).State);
    }

    private static async Task CheckAsync(PipelineHarness harness, string participant, string outcome)
    {
        var found = await harness.FindAsync(participant);
        var selected = outcome.StartsWith("selected,", StringComparison.Ordinal);
        var me = (await harness.AsAsync(participant, "GET", "/api/me")).Json;
        Assert.Equal(outcome.Split(',')[0], (string?)me["batches"]![0]!["state"]);
        Assert.Equal(selected, found.Award is not null);
        Assert.Equal(selected ? "selected" : outcome.StartsWith("reserve", StringComparison.Ordinal) ? "candidate" : "verified", (string?)me["state"]);
        var transfers = (await harness.Get<LedgerReader>().AllAsync(participant)).Where(t => t.Kind == "award").ToList();
        Assert.Equal(selected ? [($"budget:2026:{participant[..2]}", $"training:{participant}", 3_500_000L)] : [], transfers.Select(t => (t.Debit, t.Credit, t.Amount)));
        Assert.All(transfers, t => Assert.Equal(TransferState.Posted, t.State));
        if (selected)
        {
            Assert.Matches("^[1-9][0-9]{15}$", found.Award!.CardNumber);
            Assert.Equal((new DateOnly(2026, 1, 9), new DateOnly(2026, 1, 23)), (found.Award.AnnouncedOn, found.Award.FirstPurchaseBy));
            Assert.Equal(found.Id, await harness.Get<Claims>().HolderAsync(ClaimKinds.Recipient, found.Facts.NikIndex!));
        }
    }

    private static async Task<int> StatusAsync(PipelineHarness harness, int batch, string name) =>
        (await harness.SendAsync("GET", $"/api/public/batches/{batch}/draw/{name}")).Status;
}
