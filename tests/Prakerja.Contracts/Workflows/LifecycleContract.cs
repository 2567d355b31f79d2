using Prakerja.Pipeline.Ports;

namespace Prakerja.Contracts.Workflows;

public abstract class LifecycleContract : WorkflowContract
{
    [Fact]
    public async Task Get_UnknownInstance_Null()
    {
        await using var host = await StartHostAsync((_, input) => Task.FromResult(input));
        Assert.Null(await host.Client.GetAsync("none"));
    }

    [Fact]
    public async Task Start_WhileRunning_LeavesItAlone()
    {
        await using var host = await StartHostAsync(async (context, input) => input + await context.WaitForEventAsync<string>("go"));
        await StartOneAsync(host, "first");
        Assert.Equal(StartOutcome.AlreadyRunning, await host.Client.StartAsync(Main, "one", "second"));
        await host.Client.RaiseEventAsync("one", "go", "!");
        await AssertCompletedAsync(host, "first!");
    }

    [Fact]
    public async Task Start_AfterItEnded_StartsAnew()
    {
        await using var host = await StartHostAsync((context, input) => context.CallActivityAsync(Note, input));
        await StartOneAsync(host, "first");
        await AssertCompletedAsync(host, "first!");
        await StartOneAsync(host, "second");
        await AssertCompletedAsync(host, "second!");
        Assert.Equal(["first", "second"], Calls.Made);
    }

    [Fact]
    public async Task Signal_NoInstance_StartsItWithoutTheEvent()
    {
        await using var host = await StartHostAsync(async (context, input) =>
            (await context.WaitForEventAsync<Nothing>("wake", context.UtcNow.AddSeconds(1))).Arrived ? "event" : input);
        await host.Client.SignalAsync(Main, "one", "in", "wake");
        await host.AdvanceAsync(TimeSpan.FromSeconds(2));
        await AssertCompletedAsync(host, "in");
    }

    [Fact]
    public async Task Signal_RunningInstance_DeliversTheEvent()
    {
        await using var host = await StartHostAsync(async (context, input) =>
        {
            await context.WaitForEventAsync<Nothing>("wake");
            return input;
        });
        await StartOneAsync(host, "first");
        await host.Client.SignalAsync(Main, "one", "second", "wake");
        await AssertCompletedAsync(host, "first");
    }

    [Fact]
    public async Task ContinueAsNew_Loop_EndsWithTheLastInput()
    {
        await using var host = await StartHostAsync(async (context, input) =>
        {
            var next = await context.CallActivityAsync(Note, input);
            if (next.Length < 5)
            {
                context.ContinueAsNew(next);
            }

            return next;
        });
        await StartOneAsync(host, "a");
        await AssertCompletedAsync(host, "a!!!!");
        Assert.Equal(4, Calls.Made.Count);
    }

    [Fact]
    public async Task ContinueAsNew_EventsNotConsumed_AreKept()
    {
        await using var host = await StartHostAsync(async (context, input) =>
        {
            var got = input + await context.WaitForEventAsync<string>("go");
            if (got.Length < 3)
            {
                await context.DelayUntilAsync(context.UtcNow.AddSeconds(1));
                context.ContinueAsNew(got);
            }

            return got;
        });
        await StartOneAsync(host, "");
        foreach (var payload in (string[])["a", "b", "c"])
        {
            Assert.True(await host.Client.RaiseEventAsync("one", "go", payload));
        }

        await host.AdvanceAsync(TimeSpan.FromSeconds(4));
        await AssertCompletedAsync(host, "abc");
    }

    [Fact]
    public async Task Status_Set_IsShown()
    {
        await using var host = await StartHostAsync(async (context, _) =>
        {
            context.SetStatus("\"waiting\"");
            return await context.WaitForEventAsync<string>("go");
        });
        await StartOneAsync(host);
        Assert.Equal("\"waiting\"", (await host.Client.GetAsync("one"))?.CustomStatus);
    }

    [Fact]
    public async Task Terminate_Running_EndsIt()
    {
        await using var host = await StartHostAsync((context, _) => context.WaitForEventAsync<string>("go"));
        await StartOneAsync(host);
        Assert.True(await host.Client.TerminateAsync("one", "because"));
        await host.SettleAsync();
        Assert.Equal(WorkflowState.Terminated, (await host.Client.GetAsync("one"))?.State);
        Assert.False(await host.Client.TerminateAsync("one", "again"));
        Assert.False(await host.Client.RaiseEventAsync("one", "go", "x"));
    }

    [Fact]
    public async Task Purge_OnlyWhatHasEnded()
    {
        await using var host = await StartHostAsync((context, _) => context.WaitForEventAsync<string>("go"));
        await StartOneAsync(host);
        Assert.False(await host.Client.PurgeAsync("one"));
        await host.Client.RaiseEventAsync("one", "go", "x");
        await AssertCompletedAsync(host, "x");
        Assert.True(await host.Client.PurgeAsync("one"));
        Assert.Null(await host.Client.GetAsync("one"));
        Assert.False(await host.Client.PurgeAsync("one"));
    }

    [Fact]
    public async Task NewGuid_Replayed_IsTheSameAndNeverRepeats()
    {
        await using var host = await StartHostAsync(async (context, _) =>
        {
            var first = context.NewGuid();
            var echoed = await context.CallActivityAsync(Note, first.ToString());
            return echoed == $"{first}!" && context.NewGuid() != first ? "same" : "differs";
        });
        await StartOneAsync(host);
        await AssertCompletedAsync(host, "same");
    }
}
