using Microsoft.Extensions.Logging.Abstractions;
using Prakerja.Engine.Tests.Time;
using Prakerja.Engine.Time;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Engine.Tests.Journal;

/// <summary>On one thread, so that between two writes everything that may happen has happened.</summary>
public sealed class DurabilityTests : EngineTest
{
    private readonly GatedJournal journal = new();
    private readonly WorkTracker work = new();
    private VirtualClock? clock;

    private static async Task<string> TwoSteps(IWorkflowContext context, string input) =>
        await context.CallActivityAsync(Note, await context.CallActivityAsync(Note, input));

    [Fact]
    public void Activity_NextOne_StartsOnlyOnceTheResultIsDurable() => PumpContext.Run(() => WithEngineAsync(TwoSteps, async engine =>
    {
        var start = engine.StartAsync(Main, "one", "a");
        await UntilHeldAsync();
        Assert.False(start.IsCompleted);
        Assert.Empty(Calls.Made);
        journal.Release();
        await UntilHeldAsync();
        Assert.True(start.IsCompletedSuccessfully);
        Assert.Equal(["a"], Calls.Made);
        journal.Release();
        await UntilHeldAsync();
        Assert.Equal(["a", "a!"], Calls.Made);
        journal.Release();
        await UntilHeldAsync();
        Assert.Equal(WorkflowState.Running, (await engine.GetAsync("one"))?.State);
        journal.Release();
        await work.WhenIdleAsync();
        Assert.Equal(WorkflowState.Completed, (await engine.GetAsync("one"))?.State);
    }));

    [Fact]
    public void Journal_FailsOnce_InstanceGoesOnFromWhatIsDurable() => PumpContext.Run(() => WithEngineAsync(TwoSteps, async engine =>
    {
        var start = engine.StartAsync(Main, "one", "a");
        await UntilHeldAsync();
        journal.Release();
        await start;
        await UntilHeldAsync();
        journal.Fail();
        await work.WhenIdleAsync();
        Assert.Equal(["a"], Calls.Made);
        var advance = clock!.AdvanceToAsync(EngineHost.Beginning.AddSeconds(2));
        await UntilHeldAsync();
        Assert.Equal(["a", "a"], Calls.Made);
        journal.Release();
        await UntilHeldAsync();
        journal.Release();
        await UntilHeldAsync();
        journal.Release();
        await advance;
        Assert.Equal("\"a!!\"", (await engine.GetAsync("one"))?.Output);
    }));

    [Fact]
    public void Start_JournalFails_CallerIsToldAndNothingRuns() => PumpContext.Run(() => WithEngineAsync(TwoSteps, async engine =>
    {
        var start = engine.StartAsync(Main, "one", "a");
        await UntilHeldAsync();
        journal.Fail();
        await Assert.ThrowsAsync<IOException>(() => start);
        await clock!.AdvanceToAsync(EngineHost.Beginning.AddMinutes(1));
        Assert.Null(await engine.GetAsync("one"));
        Assert.Empty(Calls.Made);
    }));

    private async Task WithEngineAsync(Func<IWorkflowContext, string, Task<string>> main, Func<WorkflowEngine, Task> test)
    {
        using (clock = new VirtualClock(EngineHost.Beginning, work))
        {
            await using var engine = new WorkflowEngine(Catalog(main), journal, clock, work, EngineOptions.Default, NullLoggerFactory.Instance);
            await engine.StartAsync();
            await test(engine);
        }
    }

    /// <summary>Runs everything that can run without the journal.</summary>
    private async Task UntilHeldAsync()
    {
        for (var i = 0; i < 50; i++)
        {
            await Task.Yield();
        }

        Assert.Equal(1, journal.Held);
    }
}
