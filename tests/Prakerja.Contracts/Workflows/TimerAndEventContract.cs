using Prakerja.Pipeline.Ports;

namespace Prakerja.Contracts.Workflows;

public abstract class TimerAndEventContract : WorkflowContract
{
    [Fact]
    public async Task Timer_InTheFuture_CompletesOnceDue()
    {
        await using var host = await StartHostAsync(async (context, _) =>
        {
            var begun = context.UtcNow;
            await context.DelayUntilAsync(begun.AddSeconds(3));
            return context.UtcNow >= begun.AddSeconds(3) ? "due" : "early";
        });
        await StartOneAsync(host);
        await AssertRunningAsync(host);
        await host.AdvanceAsync(TimeSpan.FromSeconds(4));
        await AssertCompletedAsync(host, "due");
    }

    [Fact]
    public async Task Timer_InThePast_CompletesAtOnce()
    {
        await using var host = await StartHostAsync(async (context, _) =>
        {
            await context.DelayUntilAsync(context.UtcNow.AddDays(-1));
            return "done";
        });
        await StartOneAsync(host);
        await AssertCompletedAsync(host, "done");
    }

    [Fact]
    public async Task Event_RaisedWhileWaiting_ReachesTheWorkflow()
    {
        await using var host = await StartHostAsync((context, _) => context.WaitForEventAsync<string>("go"));
        await StartOneAsync(host);
        Assert.True(await host.Client.RaiseEventAsync("one", "go", "now"));
        await AssertCompletedAsync(host, "now");
    }

    [Fact]
    public async Task Event_RaisedEarly_IsKept()
    {
        await using var host = await StartHostAsync(async (context, _) =>
        {
            await context.DelayUntilAsync(context.UtcNow.AddSeconds(2));
            return await context.WaitForEventAsync<string>("go") + await context.WaitForEventAsync<string>("go");
        });
        await StartOneAsync(host);
        Assert.True(await host.Client.RaiseEventAsync("one", "go", "first"));
        Assert.True(await host.Client.RaiseEventAsync("one", "go", "second"));
        await host.AdvanceAsync(TimeSpan.FromSeconds(3));
        await AssertCompletedAsync(host, "firstsecond");
    }

    [Fact]
    public async Task Event_OfAnotherName_DoesNotEndTheWait()
    {
        await using var host = await StartHostAsync(async (context, _) =>
            await context.WaitForEventAsync<string>("go") + await context.WaitForEventAsync<string>("other"));
        await StartOneAsync(host);
        await host.Client.RaiseEventAsync("one", "other", "2");
        await AssertRunningAsync(host);
        await host.Client.RaiseEventAsync("one", "go", "1");
        await AssertCompletedAsync(host, "12");
    }

    [Fact]
    public async Task EventWait_TimeIsUp_SaysSo()
    {
        await using var host = await StartHostAsync(async (context, _) =>
            (await context.WaitForEventAsync<string>("go", context.UtcNow.AddSeconds(2))).Arrived ? "arrived" : "late");
        await StartOneAsync(host);
        await AssertRunningAsync(host);
        await host.AdvanceAsync(TimeSpan.FromSeconds(3));
        await AssertCompletedAsync(host, "late");
    }

    [Fact]
    public async Task EventWait_EventInTime_CarriesThePayload()
    {
        await using var host = await StartHostAsync(async (context, _) =>
            (await context.WaitForEventAsync<string>("go", context.UtcNow.AddSeconds(60))).Event ?? "nothing");
        await StartOneAsync(host);
        await host.Client.RaiseEventAsync("one", "go", "payload");
        await AssertCompletedAsync(host, "payload");
    }

    [Fact]
    public async Task EventWait_TimedOut_DoesNotSwallowTheNextEvent()
    {
        await using var host = await StartHostAsync(async (context, _) =>
        {
            await context.WaitForEventAsync<string>("go", context.UtcNow.AddSeconds(1));
            return await context.WaitForEventAsync<string>("go");
        });
        await StartOneAsync(host);
        await host.AdvanceAsync(TimeSpan.FromSeconds(2));
        await host.Client.RaiseEventAsync("one", "go", "kept");
        await AssertCompletedAsync(host, "kept");
    }

    [Fact]
    public async Task RaiseEvent_NoSuchInstance_False()
    {
        await using var host = await StartHostAsync((_, input) => Task.FromResult(input));
        Assert.False(await host.Client.RaiseEventAsync("none", "go", "x"));
    }

    [Fact]
    public async Task WhenAny_EventOrTimer_TheFirstWins()
    {
        await using var host = await StartHostAsync(async (context, _) =>
        {
            var timer = context.DelayUntilAsync(context.UtcNow.AddSeconds(1));
            var raised = context.WaitForEventAsync<string>("go");
            return await Task.WhenAny(timer, raised) == timer ? "timer" : "event";
        });
        await StartOneAsync(host);
        await host.AdvanceAsync(TimeSpan.FromSeconds(2));
        await AssertCompletedAsync(host, "timer");
    }
}
