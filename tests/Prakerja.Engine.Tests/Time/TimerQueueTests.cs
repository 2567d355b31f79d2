using Prakerja.Engine.Time;

namespace Prakerja.Engine.Tests.Time;

public sealed class TimerQueueTests : IDisposable
{
    private readonly VirtualClock clock = new(EngineHost.Beginning, new WorkTracker());
    private readonly List<string> due = [];
    private readonly TimerQueue queue;

    public TimerQueueTests() => queue = new TimerQueue(clock, due.Add);

    public void Dispose()
    {
        queue.Dispose();
        clock.Dispose();
    }

    [Fact]
    public async Task Set_FarBeyondTheLongestTimer_FiresWhenDueOnly()
    {
        queue.Set("a", EngineHost.Beginning.AddYears(1));
        await clock.AdvanceToAsync(EngineHost.Beginning.AddYears(1).AddTicks(-1));
        Assert.Empty(due);
        await clock.AdvanceToAsync(EngineHost.Beginning.AddYears(1));
        Assert.Equal(["a"], due);
    }

    [Fact]
    public async Task Set_Again_ReplacesTheDueTime()
    {
        queue.Set("a", EngineHost.Beginning.AddHours(1));
        queue.Set("a", EngineHost.Beginning.AddHours(3));
        queue.Set("b", EngineHost.Beginning.AddHours(2));
        await clock.AdvanceToAsync(EngineHost.Beginning.AddHours(4));
        Assert.Equal(["b", "a"], due);
    }

    [Fact]
    public async Task Set_Null_ForgetsIt()
    {
        queue.Set("a", EngineHost.Beginning.AddHours(1));
        queue.Set("a", null);
        await clock.AdvanceToAsync(EngineHost.Beginning.AddHours(4));
        Assert.Empty(due);
    }

    [Fact]
    public void Set_Past_ReportsAtOnce()
    {
        queue.Set("a", EngineHost.Beginning);
        Assert.Equal(["a"], due);
    }

    [Fact]
    public async Task Fire_SameTime_OrderOfRegistration()
    {
        foreach (var id in (string[])["c", "a", "b"])
        {
            queue.Set(id, EngineHost.Beginning.AddHours(1));
        }

        await clock.AdvanceToAsync(EngineHost.Beginning.AddHours(1));
        Assert.Equal(["c", "a", "b"], due);
    }
}
