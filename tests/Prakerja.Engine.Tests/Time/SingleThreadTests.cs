using Microsoft.Extensions.Logging.Abstractions;
using Prakerja.Embedded.Journal;
using Prakerja.Embedded.Sqlite;
using Prakerja.Engine.Journal;
using Prakerja.Engine.Time;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Engine.Tests.Time;

public sealed class SingleThreadTests : EngineTest
{
    private readonly List<string> trace = [];
    private readonly HashSet<int> threads = [];

    private WorkflowCatalog Busy() => Catalog(async (context, input) =>
        {
            var results = await Task.WhenAll(Enumerable.Range(0, 3).Select(i => context.CallActivityAsync(Traced, $"{input}.{i}")));
            await context.DelayUntilAsync(context.UtcNow.AddMinutes(input.Length));
            var grown = await context.CallWorkflowAsync(Child, $"{input}-kid", input);
            return await context.CallActivityAsync(Traced, $"{input}:{results.Length}:{grown}", new RetryPolicy(2, TimeSpan.FromHours(1)));
        })
        .AddWorkflow(Child, 1, (context, input) => context.CallActivityAsync(Traced, $"kid {input}"))
        .AddActivity(Traced, async (input, _) =>
        {
            trace.Add($"begin {input}");
            threads.Add(Environment.CurrentManagedThreadId);
            await Task.Yield();
            trace.Add($"end {input}");
            threads.Add(Environment.CurrentManagedThreadId);
            return input;
        });

    private static readonly ActivityName<string, string> Traced = new("Traced");

    [Theory]
    [MemberData(nameof(Journals))]
    public void Engine_OnASingleThreadedContext_NeverLeavesItAndRepeatsExactly(bool sqlite)
    {
        var first = Trace(sqlite);
        var second = Trace(sqlite);
        Assert.Equal(first, second);
        Assert.Equal(2 * 10 * 5, first.Count);
        Assert.Equal([Environment.CurrentManagedThreadId], threads);
    }

    private List<string> Trace(bool sqlite)
    {
        trace.Clear();
        using var database = new SqliteDatabase(SqliteDatabaseOptions.Temporary);
        var pump = PumpContext.Run(() => RunAsync(sqlite ? new SqliteJournal(database) : new MemoryJournal()));
        Assert.Equal(0, pump.Foreign);
        return [.. trace];
    }

    private async Task RunAsync(IJournal journal)
    {
        var work = new WorkTracker();
        using var clock = new VirtualClock(EngineHost.Beginning, work);
        await using var engine = new WorkflowEngine(Busy(), journal, clock, work, EngineOptions.Default, NullLoggerFactory.Instance);
        await engine.StartAsync();
        await Task.WhenAll(Enumerable.Range(0, 10).Select(i => engine.StartAsync(Main, $"i{i}", new string((char)('a' + i), i + 1))));
        await clock.AdvanceToAsync(EngineHost.Beginning.AddDays(1));
        Assert.Equal(WorkflowState.Completed, (await engine.GetAsync("i9"))?.State);
        await engine.StopAsync();
    }
}
