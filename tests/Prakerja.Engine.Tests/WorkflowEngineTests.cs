using Prakerja.Pipeline.Ports;

namespace Prakerja.Engine.Tests;

public sealed class WorkflowEngineTests : EngineTest
{
    private static readonly ActivityName<string, string> Held = new("Held");
    private readonly TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int running;
    private int most;

    private WorkflowCatalog HeldCatalog() => Catalog(async (context, input) =>
            await context.CallActivityAsync(Note, await context.CallActivityAsync(Held, input)))
        .AddActivity(Held, async (input, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            reached.TrySetResult();
            await gate.Task;
            Interlocked.Decrement(ref running);
            return input;
        });

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task Activities_MoreThanTheBound_Wait(bool sqlite)
    {
        await using var host = await EngineHost.StartAsync(HeldCatalog(), Open(sqlite), new EngineOptions { MaxConcurrentActivities = 3 });
        foreach (var i in Enumerable.Range(0, 20))
        {
            await host.Client.StartAsync(Main, $"i{i}", "x");
        }

        gate.SetResult();
        await host.SettleAsync();
        Assert.InRange(most, 1, 3);
        Assert.Equal(20, Calls.Count("x"));
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task Stop_LetsRunningActivitiesEndAndBeginsNothingNew(bool sqlite)
    {
        var catalog = HeldCatalog();
        await using var host = await EngineHost.StartAsync(catalog, Open(sqlite));
        await host.Client.StartAsync(Main, "one", "x");
        await reached.Task;
        var stopped = host.Engine.StopAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.Client.StartAsync(Main, "two", "x"));
        Assert.False(stopped.IsCompleted);
        gate.SetResult();
        await stopped;
        Assert.Empty(Calls.Made);
        Assert.Equal(0, running);
        await host.RestartAsync(catalog);
        await AssertCompletedAsync(host, "x!");
        Assert.Equal(1, most);
    }

    [Fact]
    public async Task Client_BeforeTheStart_Throws()
    {
        await using var engine = new WorkflowEngine(
            Catalog(), new Prakerja.Engine.Journal.MemoryJournal(), TimeProvider.System, new Prakerja.Engine.Time.WorkTracker(),
            EngineOptions.Default, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance);
        await Assert.ThrowsAsync<InvalidOperationException>(() => engine.TerminateAsync("one", "x"));
    }

    [Fact]
    public async Task Activity_Unknown_FailsTheCallWithoutRetries()
    {
        await using var host = await EngineHost.StartAsync(
            Catalog((context, input) => context.CallActivityAsync(Held, input, new RetryPolicy(5, TimeSpan.FromDays(1)))), new InMemory());
        await host.Client.StartAsync(Main, "one", "x");
        Assert.Contains("no such activity", await AssertFailedAsync(host), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task Advance_TimersOfManyInstances_FireInOrderOfDueTime(bool sqlite)
    {
        await using var host = await EngineHost.StartAsync(
            Catalog(async (context, input) =>
            {
                await context.DelayUntilAsync(EngineHost.Beginning.AddMinutes(int.Parse(input)));
                return await context.CallActivityAsync(Note, $"{input}@{(context.UtcNow - EngineHost.Beginning).TotalMinutes}");
            }),
            Open(sqlite));
        foreach (var minutes in (int[])[50, 10, 40, 20, 30])
        {
            await host.Client.StartAsync(Main, $"i{minutes}", $"{minutes}");
        }

        await host.AdvanceAsync(TimeSpan.FromHours(1));
        Assert.Equal(["10@10", "20@20", "30@30", "40@40", "50@50"], Calls.Made);
    }

    [Theory]
    [MemberData(nameof(Journals))]
    public async Task ContinueAsNew_ThousandsOfTimes_NeitherStackNorHistoryGrows(bool sqlite)
    {
        await using var host = await EngineHost.StartAsync(
            Catalog((context, input) =>
            {
                if (int.Parse(input) < 5000)
                {
                    context.ContinueAsNew($"{int.Parse(input) + 1}");
                }

                return Task.FromResult(input);
            }),
            Open(sqlite));
        await host.Client.StartAsync(Main, "one", "0");
        await AssertCompletedAsync(host, "5000");
        Assert.Empty(host.Journal.ReadHistory(host.Journal.Find("one")!.Run));
    }
}
