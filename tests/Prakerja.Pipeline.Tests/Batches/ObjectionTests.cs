using System.Text;
using Prakerja.Domain.Lifecycles;
using Prakerja.Pipeline.Batches;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Batches;

/// <summary>Between closing and the beacon's round candidates see their own line and can object; nothing is drawn over an objection.</summary>
public sealed class ObjectionTests
{
    private static readonly DateTimeOffset Round = BatchPlay.Closes.AddHours(2);

    [Fact]
    public async Task Candidate_OnceCommitted_SeesTheirOwnPublishedLine()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.OpenBatchAsync(new() { ["32.73"] = 2 });
        var people = await harness.JoinManyAsync(batch, 1, 5);
        Assert.Null((await MineAsync(harness, people[0]))["line"]);
        await harness.AdvanceToAsync(BatchPlay.Closes.AddMinutes(10));

        var lines = Encoding.ASCII.GetString(await harness.FileAsync(batch, "entries")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var own = new List<string>();
        foreach (var person in people)
        {
            var mine = await MineAsync(harness, person);
            Assert.StartsWith(await harness.TicketOfAsync(person), mine["line"]!.GetValue<string>(), StringComparison.Ordinal);
            Assert.True(mine["objectBy"]!.GetValue<DateTimeOffset>() >= Round);
            own.Add(mine["line"]!.GetValue<string>());
        }

        Assert.Equal(lines, own.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Candidate_NotAmongTheEntries_SeesWhy()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.OpenBatchAsync(new() { ["32.73"] = 2 });
        var person = (await harness.JoinManyAsync(batch, 1, 2))[0];
        harness.World.Exclusions[People.NikOf(1)] = new(true, Student: true);
        await harness.AdvanceToAsync(BatchPlay.Closes.AddMinutes(10));

        var mine = await MineAsync(harness, person);

        Assert.Null(mine["line"]);
        Assert.NotEmpty(mine["reasons"]!.AsArray());
    }

    [Fact]
    public async Task Objection_BeforeClosingOrAfterTheRoundOrTwice_IsRefused()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.OpenBatchAsync(new() { ["32.73"] = 2 });
        var people = await harness.JoinManyAsync(batch, 1, 2);
        Assert.Equal(409, (await ObjectAsync(harness, people[0])).Status);
        await harness.AdvanceToAsync(BatchPlay.Closes.AddMinutes(10));
        var taken = await ObjectAsync(harness, people[0]);
        Assert.Equal(201, taken.Status);
        Assert.Equal(409, (await ObjectAsync(harness, people[0])).Status);
        await DecideAsync(harness, taken, "reject");
        Assert.Equal(409, (await ObjectAsync(harness, people[0])).Status);
        await harness.AdvanceToAsync(Round.AddMinutes(10));

        Assert.Equal(409, (await ObjectAsync(harness, people[1])).Status);
        Assert.Equal(BatchState.Drawn, (await harness.BatchAsync(batch)).State);
    }

    [Fact]
    public async Task Objection_NotDecidedByTheRound_HoldsTheBatchUntilItIs()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.OpenBatchAsync(new() { ["32.73"] = 2 });
        var people = await harness.JoinManyAsync(batch, 1, 4);
        await harness.AdvanceToAsync(BatchPlay.Closes.AddMinutes(10));
        var objection = await ObjectAsync(harness, people[0]);
        await harness.AdvanceToAsync(BatchPlay.Announces);

        var held = await harness.BatchAsync(batch);
        Assert.Equal((BatchState.Held, Objections.Undecided, null), (held.State, held.HoldReason, held.BeaconSignature));
        await DecideAsync(harness, objection, "reject");
        await harness.ReleaseAsync(batch);
        await harness.AdvanceAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(BatchState.Announced, (await harness.BatchAsync(batch)).State);
        await harness.RecomputeAsync(batch, previous: null);
    }

    [Fact]
    public async Task Objection_Upheld_LeavesTheBatchUndrawnHoweverOftenItIsReleased()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.OpenBatchAsync(new() { ["32.73"] = 2 });
        var people = await harness.JoinManyAsync(batch, 1, 4);
        await harness.AdvanceToAsync(BatchPlay.Closes.AddMinutes(10));
        await DecideAsync(harness, await ObjectAsync(harness, people[0]), "uphold");
        await harness.AdvanceToAsync(BatchPlay.Announces);
        await harness.ReleaseAsync(batch);
        await harness.AdvanceAsync(TimeSpan.FromMinutes(5));

        var held = await harness.BatchAsync(batch);
        Assert.Equal((BatchState.Held, Objections.Upheld, null), (held.State, held.HoldReason, held.BeaconSignature));
    }

    private static async Task<System.Text.Json.Nodes.JsonNode> MineAsync(PipelineHarness harness, string participant) =>
        (await harness.AsAsync(participant, "GET", "/api/me/batch")).Json;

    private static Task<Answer> ObjectAsync(PipelineHarness harness, string participant) =>
        harness.AsAsync(participant, "POST", "/api/me/complaints", new { category = "drawEntry", text = "My group is wrong." });

    private static async Task DecideAsync(PipelineHarness harness, Answer objection, string decision)
    {
        var answer = await harness.AsStaffAsync(
            Access.Reviewer, "rina", "POST", $"/api/admin/complaints/{objection.Json["complaint"]}/decision", new { decision, reason = "Looked at again." });
        Assert.True(answer.Status == 200, answer.Text);
    }
}
