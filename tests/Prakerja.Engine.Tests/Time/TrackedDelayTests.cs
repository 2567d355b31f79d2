using Prakerja.Engine.Time;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Engine.Tests.Time;

public sealed class TrackedDelayTests : EngineTest
{
    private static readonly ActivityName<string, string> Slow = new("Slow");

    [Fact]
    public async Task Wait_InAnActivity_LetsTheVirtualClockMove()
    {
        EngineHost? host = null;
        var catalog = Catalog((context, input) => context.CallActivityAsync(Slow, input)).AddActivity(Slow, async (input, cancellation) =>
        {
            await host!.Work.WaitAsync(host.Clock, TimeSpan.FromMinutes(5), cancellation);
            return input;
        });
        await using (host = await EngineHost.StartAsync(catalog, new InMemory()))
        {
            await host.Client.StartAsync(Main, "one", "x");
            await host.AdvanceAsync(TimeSpan.FromMinutes(4));
            Assert.Equal(WorkflowState.Running, (await StatusAsync(host)).State);
            await host.AdvanceAsync(TimeSpan.FromMinutes(1));
            await AssertCompletedAsync(host, "x");
        }
    }

    [Fact]
    public async Task Wait_Cancelled_IsBackInTheWork()
    {
        var work = new WorkTracker();
        using var clock = new VirtualClock(EngineHost.Beginning, work);
        using var cancellation = new CancellationTokenSource();
        work.Enter();
        var waiting = work.WaitAsync(clock, TimeSpan.FromMinutes(5), cancellation.Token);
        Assert.True(work.WhenIdleAsync().IsCompleted);
        await cancellation.CancelAsync();
        await Assert.ThrowsAsync<TaskCanceledException>(() => waiting);
        Assert.False(work.WhenIdleAsync().IsCompleted);
        work.Exit();
        await clock.AdvanceToAsync(EngineHost.Beginning.AddMinutes(10));
        Assert.True(work.WhenIdleAsync().IsCompleted);
    }
}
