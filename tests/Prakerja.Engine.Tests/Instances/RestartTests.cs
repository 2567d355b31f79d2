using Prakerja.Pipeline.Ports;

namespace Prakerja.Engine.Tests.Instances;

public sealed class RestartTests : EngineTest
{
    private async Task<string> TwoStepsAroundAnEventAsync(IWorkflowContext context, string input)
    {
        var id = context.NewGuid();
        var before = await context.CallActivityAsync(Note, $"before {input} {id}");
        context.SetStatus("waiting");
        var payload = await context.WaitForEventAsync<string>("go");
        var after = await context.CallActivityAsync(Note, $"after {payload} {id}");
        return before.Length > 0 && after == $"after {payload} {id}!" ? payload : "differs";
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task Restart_WhileWaiting_GoesOnWithoutRepeatingActivities(bool sqlite)
    {
        var catalog = Catalog(TwoStepsAroundAnEventAsync);
        await using var host = await EngineHost.StartAsync(catalog, Open(sqlite));
        await host.Client.StartAsync(Main, "one", "x");
        await host.SettleAsync();
        await host.RestartAsync(catalog);
        Assert.Equal("waiting", (await StatusAsync(host)).CustomStatus);
        await host.Client.RaiseEventAsync("one", "go", "payload");
        await AssertCompletedAsync(host, "payload");
        Assert.Equal(2, Calls.Made.Count);
        Assert.Equal(Calls.Made[0].Split(' ')[^1], Calls.Made[1].Split(' ')[^1]);
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task Restart_TimerFellDueMeanwhile_FiresAtOnce(bool sqlite)
    {
        var catalog = Catalog(async (context, input) =>
        {
            await context.DelayUntilAsync(EngineHost.Beginning.AddDays(200));
            return input;
        });
        await using var host = await EngineHost.StartAsync(catalog, Open(sqlite));
        await host.Client.StartAsync(Main, "one", "x");
        await host.AdvanceAsync(TimeSpan.FromDays(199));
        await host.RestartAsync(catalog);
        Assert.Equal(WorkflowState.Running, (await StatusAsync(host)).State);
        await host.AdvanceAsync(TimeSpan.FromDays(1));
        await AssertCompletedAsync(host, "x");
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task Restart_InBackOff_CountsTheAttemptsBefore(bool sqlite)
    {
        var attempts = 0;
        var flaky = new ActivityName<string, string>("Flaky");
        var catalog = Catalog((context, input) => context.CallActivityAsync(flaky, input, new RetryPolicy(3, TimeSpan.FromHours(1))))
            .AddActivity(flaky, (_, _) =>
            {
                attempts++;
                return Task.FromException<string>(new TimeoutException("no"));
            });
        await using var host = await EngineHost.StartAsync(catalog, Open(sqlite));
        await host.Client.StartAsync(Main, "one", "x");
        await host.AdvanceAsync(TimeSpan.FromMinutes(30));
        await host.RestartAsync(catalog);
        Assert.Equal(1, attempts);
        await host.AdvanceAsync(TimeSpan.FromMinutes(30));
        Assert.Equal(2, attempts);
        await host.AdvanceAsync(TimeSpan.FromHours(2));
        Assert.Equal(3, attempts);
        Assert.Contains(nameof(TimeoutException), await AssertFailedAsync(host), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task Restart_ParentOfAWaitingChild_IsToldLater(bool sqlite)
    {
        var catalog = Catalog((context, input) => context.CallWorkflowAsync(Child, "kid", input))
            .AddWorkflow(Child, 1, (context, _) => context.WaitForEventAsync<string>("go"));
        await using var host = await EngineHost.StartAsync(catalog, Open(sqlite));
        await host.Client.StartAsync(Main, "one", "x");
        await host.SettleAsync();
        await host.RestartAsync(catalog);
        await host.Client.RaiseEventAsync("kid", "go", "grown");
        await AssertCompletedAsync(host, "grown");
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task Restart_EventKeptBeforeTheWait_IsNotLost(bool sqlite)
    {
        var catalog = Catalog(async (context, _) =>
        {
            await context.DelayUntilAsync(EngineHost.Beginning.AddHours(1));
            return await context.WaitForEventAsync<string>("go");
        });
        await using var host = await EngineHost.StartAsync(catalog, Open(sqlite));
        await host.Client.StartAsync(Main, "one", "x");
        Assert.True(await host.Client.RaiseEventAsync("one", "go", "early"));
        await host.RestartAsync(catalog);
        await host.AdvanceAsync(TimeSpan.FromHours(1));
        await AssertCompletedAsync(host, "early");
    }
}
