using Prakerja.Pipeline.Ports;

namespace Prakerja.Engine.Tests.Instances;

public sealed class EvictionTests : EngineTest
{
    private static readonly EngineOptions Small = new() { MaxIdleInstances = 10 };

    private async Task<string> WaitAsync(IWorkflowContext context, string input)
    {
        context.SetStatus($"waits {input}");
        await context.CallActivityAsync(Note, input);
        var wait = await context.WaitForEventAsync<string>("go", EngineHost.Beginning.AddDays(30));
        return wait.Arrived ? wait.Event! : await context.CallActivityAsync(Note, "late");
    }

    private static async Task<EngineHost> StartHundredAsync(WorkflowCatalog catalog, TestJournal journal)
    {
        var host = await EngineHost.StartAsync(catalog, journal, Small);
        foreach (var i in Enumerable.Range(0, 100))
        {
            await host.Client.StartAsync(Main, $"i{i}", $"{i}");
            await host.SettleAsync();
        }

        return host;
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task Idle_BeyondTheBound_LeaveMemoryAndComeBack(bool sqlite)
    {
        await using var host = await StartHundredAsync(Catalog(WaitAsync), Open(sqlite));
        Assert.InRange(host.Engine.InstancesInMemory, 1, 10);
        Assert.Equal("waits 0", (await StatusAsync(host, "i0")).CustomStatus);
        Assert.True(await host.Client.RaiseEventAsync("i0", "go", "back"));
        await AssertCompletedAsync(host, "back", "i0");
        Assert.Equal(100, Calls.Made.Count);
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task Evicted_TimersStillFire(bool sqlite)
    {
        await using var host = await StartHundredAsync(Catalog(WaitAsync), Open(sqlite));
        await host.AdvanceAsync(TimeSpan.FromDays(30));
        await AssertCompletedAsync(host, "late!", "i0");
        await AssertCompletedAsync(host, "late!", "i99");
        Assert.Equal(0, host.Engine.InstancesInMemory);
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task Evicted_EngineRestarts_OnlyTheOthersAreReplayed(bool sqlite)
    {
        var catalog = Catalog(WaitAsync);
        await using var host = await StartHundredAsync(catalog, Open(sqlite));
        var parked = host.Journal.ReadRunning().Count(instance => instance.ParkedUntil == EngineHost.Beginning.AddDays(30));
        Assert.Equal(90, parked);
        await host.RestartAsync(catalog);
        await host.AdvanceAsync(TimeSpan.FromDays(30));
        await AssertCompletedAsync(host, "late!", "i0");
        await AssertCompletedAsync(host, "late!", "i99");
        Assert.Equal(100, Calls.Count("late"));
    }

    [Fact]
    public async Task Ended_LeaveMemoryAndHistoryAtOnce()
    {
        using var journal = new InMemory();
        await using var host = await EngineHost.StartAsync(Catalog((context, input) => context.CallActivityAsync(Note, input)), journal);
        await host.Client.StartAsync(Main, "one", "x");
        await host.SettleAsync();
        Assert.Equal(0, host.Engine.InstancesInMemory);
        var header = Assert.IsType<Prakerja.Engine.Journal.InstanceHeader>(journal.Current.Find("one"));
        Assert.Empty(journal.Current.ReadHistory(header.Run));
        Assert.True(header.Input.IsEmpty);
    }
}
