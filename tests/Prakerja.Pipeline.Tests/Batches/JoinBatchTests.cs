using System.Text.Json.Nodes;
using Prakerja.Domain.Draw;
using Prakerja.Domain.Lifecycles;
using Prakerja.Pipeline.Batches;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Batches;

public sealed class JoinBatchTests
{
    private static readonly Dictionary<string, int> Places = new() { ["32.73"] = 1 };

    [Fact]
    public async Task Joining_AnOpenBatch_GivesAReceiptThatVerifies()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.OpenBatchAsync(Places);
        var id = await harness.AddVerifiedAsync(1);
        var answer = await harness.JoinAsync(id, batch);
        Assert.Equal(202, answer.Status);
        var receipt = answer.Json["receipt"]!;
        var signed = Receipts.Canonical(new Receipt((string)receipt["ticket"]!, (int)receipt["batch"]!, (string)receipt["regency"]!, (int)receipt["group"]!));
        var keys = BatchPlay.Accepted(JsonWebKeys.Parse((await harness.SendAsync("GET", "/.well-known/jwks.json")).Bytes));
        Assert.Null(BatchPlay.Check(keys, signed, (string)answer.Json["signature"]!));
        Assert.Equal(("32.73", 4), ((string)receipt["regency"]!, (int)receipt["group"]!));
        Assert.Equal(ParticipantState.Candidate, (await harness.FindAsync(id)).State);
    }

    [Fact]
    public async Task Joining_TheSameBatchAgain_GivesTheSameReceipt()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.OpenBatchAsync(Places);
        var id = await harness.AddVerifiedAsync(1);
        var first = await harness.JoinAsync(id, batch);
        await harness.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal(first.Text, (await harness.JoinAsync(id, batch)).Text);
    }

    [Fact]
    public async Task Joining_AnotherBatchMeanwhile_IsRefused()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var (first, second) = (await harness.OpenBatchAsync(Places), await harness.OpenBatchAsync(Places));
        var id = await harness.AddVerifiedAsync(1);
        await harness.JoinAsync(id, first);
        var refused = await harness.JoinAsync(id, second);
        Assert.Equal((409, "already-in-batch"), (refused.Status, refused.Problem));
    }

    [Fact]
    public async Task Joining_ARegencyWithoutPlaces_IsAllowed()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.OpenBatchAsync(Places);
        Assert.Equal(202, (await harness.JoinAsync(await harness.AddVerifiedAsync(1, regency: "11.01"), batch)).Status);
    }

    [Theory]
    [InlineData(0, 202)]
    [InlineData(1, 409)]
    public async Task Joining_AroundThe18thBirthday_IsJudgedOnTheClosingDay(int daysTooYoung, int status)
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.OpenBatchAsync(Places);
        var born = Domain.Wib.DateOf(BatchPlay.Closes).AddYears(-18).AddDays(daysTooYoung);
        var answer = await harness.JoinAsync(await harness.AddVerifiedAsync(1, born: born), batch);
        Assert.Equal((status, status == 409 ? "age-under-18" : null), (answer.Status, answer.Problem));
    }

    [Fact]
    public async Task Joining_BeforeOrAfterTheBatchIsOpen_IsRefused()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.OpenBatchAsync(Places, opens: BatchPlay.Opens.AddDays(1));
        var id = await harness.AddVerifiedAsync(1);
        Assert.Equal("batch-closed", (await harness.JoinAsync(id, batch)).Problem);
        await harness.AdvanceAsync(TimeSpan.FromDays(4));
        Assert.Equal("batch-closed", (await harness.JoinAsync(id, batch)).Problem);
        Assert.Equal(ParticipantState.Verified, (await harness.FindAsync(id)).State);
    }

    [Fact]
    public async Task Joining_ADraftOrNothing_IsNotFoundOrAskedFor()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var draft = await harness.DraftAsync(BatchPlay.Request(Places, 1));
        var id = await harness.AddVerifiedAsync(1);
        Assert.Equal(404, (await harness.JoinAsync(id, draft)).Status);
        Assert.Equal(404, (await harness.JoinAsync(id, 99)).Status);
        Assert.Equal(400, (await harness.AsAsync(id, "PUT", "/api/me/batch", new { })).Status);
    }

    [Fact]
    public async Task Joining_WithoutTestOrVerification_IsRefusedWithTheReason()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.OpenBatchAsync(Places);
        var id = await harness.AddVerifiedAsync(1);
        await ChangeAsync(harness, id, p => p with { Test = new TestAttempt() });
        Assert.Equal("test-open", (await harness.JoinAsync(id, batch)).Problem);
        await ChangeAsync(harness, id, p => p with { State = ParticipantState.Verifying });
        Assert.Equal("not-verified", (await harness.JoinAsync(id, batch)).Problem);
    }

    [Fact]
    public async Task Leaving_WhileOpen_VoidsTheTicketAndAllowsAnother()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.OpenBatchAsync(Places);
        var id = await harness.AddVerifiedAsync(1);
        await harness.JoinAsync(id, batch);
        var first = await harness.TicketOfAsync(id);
        Assert.Equal(204, (await harness.AsAsync(id, "DELETE", "/api/me/batch")).Status);
        await harness.JoinAsync(id, batch);
        await harness.AdvanceToAsync(BatchPlay.Announces);
        var result = await harness.ResultAsync(batch);
        Assert.Equal([await harness.TicketOfAsync(id)], result.Keys);
        Assert.DoesNotContain(first, result.Keys);
    }

    [Fact]
    public async Task Leaving_AfterClosing_IsRefused()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.OpenBatchAsync(Places);
        var id = await harness.AddVerifiedAsync(1);
        await harness.JoinAsync(id, batch);
        await harness.AdvanceToAsync(BatchPlay.Closes);
        Assert.Equal("batch-closed", (await harness.AsAsync(id, "DELETE", "/api/me/batch")).Problem);
    }

    [Theory]
    [InlineData(89, "32.73")]
    [InlineData(90, "11.01")]
    public async Task Domicile_OfALaterJoining_ChangesAfter90Days(int days, string expected)
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.OpenBatchAsync(Places);
        var id = await harness.AddVerifiedAsync(1);
        await harness.JoinAsync(id, batch);
        await harness.AsAsync(id, "DELETE", "/api/me/batch");
        await ChangeAsync(harness, id, p => p with { Facts = p.Facts with { Profile = p.Facts.Profile! with { Regency = "11.01" } } });
        await harness.AdvanceAsync(TimeSpan.FromDays(days));
        var later = await harness.OpenBatchAsync(Places, opens: harness.Now);
        Assert.Equal(expected, (string?)(await harness.JoinAsync(id, later)).Json["receipt"]!["regency"]);
    }

    [Fact]
    public async Task Candidate_WhoseJoiningWasCutShort_IsNotAnEntry()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.OpenBatchAsync(Places);
        var id = await harness.AddVerifiedAsync(1);
        var orphan = new Candidate(id, "32.73", 4, (await harness.FindAsync(id)).Facts.FamilyCardIndex!, harness.Now);
        Assert.True(await harness.Get<Candidates>().AddAsync(batch, new string('a', 32), orphan));
        await harness.AdvanceToAsync(BatchPlay.Announces);
        Assert.Empty(await harness.ResultAsync(batch));
    }

    [Fact]
    public async Task Joining_UnderWayWhileTheShardIsFrozen_EitherCountsOrIsRefused()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var batch = await harness.OpenBatchAsync(Places);
        var id = await harness.AddVerifiedAsync(1);
        var ticket = new string('b', 32);
        var attempts = 0;
        var committed = await harness.Get<ParticipantStore>().ChangeAsync(id, async change =>
        {
            var open = await harness.Get<Candidates>().AddAsync(batch, ticket, new Candidate(id, "32.73", 4, change.Participant.Facts.FamilyCardIndex!, change.At));
            if (attempts++ == 0)
            {
                await harness.AdvanceToAsync(BatchPlay.Closes.AddMinutes(1));
            }

            if (open)
            {
                change.Apply(LifecycleEvent.JoinedBatch);
                change.Participant = change.Participant with { Batch = new BatchEntry(batch, ticket, "32.73", 4, "h", change.At) };
            }

            return open;
        });
        Assert.Equal((false, 2), (committed, attempts));
        await harness.AdvanceToAsync(BatchPlay.Announces);
        Assert.Empty(await harness.ResultAsync(batch));
    }

    [Fact]
    public async Task OpenBatches_ForADomicile_TellItsPlaces()
    {
        await using var harness = await PipelineHarness.StartAsync();
        await harness.OpenBatchAsync(new() { ["32.73"] = 3, ["31.71"] = 2 });
        await harness.OpenBatchAsync(Places, opens: BatchPlay.Opens.AddDays(1));
        var items = (JsonArray)(await harness.SendAsync("GET", "/api/batches?regency=31.71")).Json["items"]!;
        Assert.Equal((1, 2, 5), ((int)items.Single()!["batch"]!, (int)items[0]!["places"]!, (int)items[0]!["totalPlaces"]!));
        Assert.Equal(400, (await harness.SendAsync("GET", "/api/batches?regency=99.99")).Status);
    }

    private static Task<bool> ChangeAsync(PipelineHarness harness, string id, Func<Participant, Participant> edit) =>
        harness.Get<ParticipantStore>().ChangeAsync(id, change =>
        {
            change.Participant = edit(change.Participant);
            return ValueTask.FromResult(true);
        });
}
