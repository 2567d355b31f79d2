using Prakerja.Pipeline.Ports;

namespace Prakerja.Engine.Tests;

public sealed class HistoryReplayerTests : EngineTest
{
    private static readonly EngineOptions Keep = new() { KeepHistories = true };

    private static Func<IWorkflowContext, string, Task<string>> Code(string suffix) => async (context, input) =>
    {
        var first = await context.CallActivityAsync(Note, input);
        await context.DelayUntilAsync(context.UtcNow.AddHours(1));
        return await context.CallActivityAsync(Note, first + suffix) + await context.WaitForEventAsync<string>("go");
    };

    private async Task<IReadOnlyList<string>> RecordAsync(bool sqlite)
    {
        await using var host = await EngineHost.StartAsync(Catalog(Code("-")), Open(sqlite), Keep);
        await host.Client.StartAsync(Main, "one", "x");
        await host.AdvanceAsync(TimeSpan.FromHours(1));
        await host.Client.RaiseEventAsync("one", "go", "end");
        await AssertCompletedAsync(host, "x!-!end");
        return await host.Engine.ReadHistoryAsync("one");
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task Replay_SameCode_NoDifference(bool sqlite)
    {
        var history = await RecordAsync(sqlite);
        Assert.Contains("\"kind\":\"started\"", history[0], StringComparison.Ordinal);
        Assert.Contains("\"kind\":\"ended\"", history[^1], StringComparison.Ordinal);
        Assert.Null(HistoryReplayer.FindDifference(Catalog(Code("-")), history));
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task Replay_ChangedInput_NamesThePosition(bool sqlite)
    {
        var difference = HistoryReplayer.FindDifference(Catalog(Code("+")), await RecordAsync(sqlite));
        Assert.Contains("at command 2", difference, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_OtherOutput_IsADifference()
    {
        var changed = Catalog(async (context, input) => await Code("-")(context, input) + "more");
        var difference = HistoryReplayer.FindDifference(changed, await RecordAsync(sqlite: false));
        Assert.Contains("x!-!endmore", difference, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_VersionGone_IsADifference() =>
        Assert.Contains("no version 1", HistoryReplayer.FindDifference(Catalog(), await RecordAsync(sqlite: false)), StringComparison.Ordinal);

    [Fact]
    public async Task Replay_CutAnywhere_NeverDiffersWithoutItsEnd()
    {
        var history = await RecordAsync(sqlite: false);
        foreach (var length in Enumerable.Range(2, history.Count - 3))
        {
            Assert.Null(HistoryReplayer.FindDifference(Catalog(Code("-")), history.Take(length)));
        }
    }

    [Fact]
    public async Task ReadHistory_NoneOrNotKept_Empty()
    {
        await using var host = await EngineHost.StartAsync(Catalog((_, input) => Task.FromResult(input)), new InMemory());
        Assert.Empty(await host.Engine.ReadHistoryAsync("one"));
        await host.Client.StartAsync(Main, "one", "x");
        await AssertCompletedAsync(host, "x");
        Assert.Empty(await host.Engine.ReadHistoryAsync("one"));
    }
}
