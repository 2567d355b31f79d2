using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Http;

public class IdempotencyTests
{
    private static readonly (string, string) Key = ("Idempotency-Key", "k-1");

    [Fact]
    public async Task Key_WithTheSameBody_ReplaysTheStoredAnswer()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var token = await harness.LogInAsync("a@example.id");

        var first = await FileAsync(harness, token, "one");
        var second = await FileAsync(harness, token, "one");

        Assert.Equal((201, first.Text), (second.Status, second.Text));
        Assert.Equal(("", "true"), (first.Headers["Idempotency-Replayed"].ToString(), second.Headers["Idempotency-Replayed"].ToString()));
        Assert.Single((await harness.ExpectAsync(200, "GET", "/api/me/complaints", null, token)).Json["items"]!.AsArray());
    }

    [Fact]
    public async Task Key_WithAnotherBody_Is422()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var token = await harness.LogInAsync("a@example.id");
        await FileAsync(harness, token, "one");

        var reused = await FileAsync(harness, token, "two");

        Assert.Equal((422, "idempotency-key-reused"), (reused.Status, reused.Problem));
    }

    [Fact]
    public async Task Key_OfTwoCallers_AreTwoKeys()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var (first, second) = (await harness.LogInAsync("a@example.id"), await harness.LogInAsync("b@example.id"));

        Assert.NotEqual((await FileAsync(harness, first, "one")).Text, (await FileAsync(harness, second, "one")).Text);
    }

    [Fact]
    public async Task Key_After24Hours_IsForgotten()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var id = await harness.AddVerifiedAsync(1);
        var first = await FileAsync(harness, Token(harness, id), "one");
        await harness.AdvanceAsync(TimeSpan.FromHours(24));

        Assert.NotEqual(first.Text, (await FileAsync(harness, Token(harness, id), "one")).Text);
    }

    [Fact]
    public async Task Key_OfARequestThatCrashed_Is409UntilItFreesItselfAfter60Seconds()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var token = await harness.LogInAsync("a@example.id");
        harness.Tables.CrashAt(1, afterCommit: true);
        var lost = FileAsync(harness, token, "one");
        await harness.Tables.Crashed;
        await harness.RestartAsync();

        await harness.AdvanceAsync(TimeSpan.FromSeconds(59));
        var running = await FileAsync(harness, token, "one");
        await harness.AdvanceAsync(TimeSpan.FromSeconds(1));
        var freed = await FileAsync(harness, token, "one");

        Assert.False(lost.IsCompleted);
        Assert.Equal((409, "idempotency-key-running", "1"), (running.Status, running.Problem, running.Headers.RetryAfter.ToString()));
        Assert.Equal(201, freed.Status);
    }

    [Fact]
    public async Task Key_OfACrashRightAfterTheEffect_ReplaysIt()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var token = await harness.LogInAsync("a@example.id");
        var before = harness.Tables.Commits;
        await FileAsync(harness, token, "probe", ("Idempotency-Key", "probe"));
        harness.Tables.CrashAt(harness.Tables.Commits - before, afterCommit: true);
        _ = FileAsync(harness, token, "one");
        await harness.Tables.Crashed;
        await harness.RestartAsync();

        var replayed = await FileAsync(harness, token, "one");

        Assert.Equal((201, "true"), (replayed.Status, replayed.Headers["Idempotency-Replayed"].ToString()));
        Assert.Equal(2, (await harness.ExpectAsync(200, "GET", "/api/me/complaints", null, token)).Json["items"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("bad\u0007key")]
    public async Task Key_NotOfPrintableAscii_Is400(string key)
    {
        await using var harness = await PipelineHarness.StartAsync();
        var token = await harness.LogInAsync("a@example.id");

        Assert.Equal(400, (await FileAsync(harness, token, "one", ("Idempotency-Key", key))).Status);
    }

    private static Task<Answer> FileAsync(PipelineHarness harness, string token, string text, (string, string)? key = null) =>
        harness.SendAsync("POST", "/api/me/complaints", new { category = "other", text }, token, key ?? Key);

    private static string Token(PipelineHarness harness, string id) => harness.Get<Prakerja.Pipeline.Security.AccessTokens>().Issue(id).Token;
}
