using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using Prakerja.Embedded.Journal;
using Prakerja.Embedded.Sqlite;
using Prakerja.Engine;
using Prakerja.Engine.Journal;
using Prakerja.Engine.Time;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Benchmarks.Engine;

/// <summary>
/// Workflows of five sequential activities, durable on a SQLite file (synchronous=FULL), against the same number of bare
/// group-committed journal writes in the same run.
/// </summary>
internal static class EngineBenchmark
{
    private const int Steps = 5;

    /// <summary>Numbers of a workflow: its input is a multiple, each activity adds one.</summary>
    private const int Numbers = 8;

    /// <summary>One header to start, one chunk an activity, one header to end.</summary>
    private const int WritesPerWorkflow = Steps + 2;

    private static readonly WorkflowName<int, int> Five = new("Five");
    private static readonly ActivityName<int, int> Step = new("Step");

    public static async Task<int> RunAsync(string[] args)
    {
        var workflows = args.Length > 0 ? int.Parse(args[0]) : 40_000;
        var concurrency = args.Length > 1 ? int.Parse(args[1]) : 2_000;
        await MeasureWorkflowsAsync(Math.Min(workflows, 5_000), concurrency);
        var engine = await MeasureWorkflowsAsync(workflows, concurrency);
        var bare = await MeasureBareAsync(workflows, concurrency);
        Console.WriteLine($"workflows         {workflows:N0}, {Steps} activities each, {concurrency:N0} at a time, {Environment.ProcessorCount} cores");
        Print("engine", workflows, engine);
        Print("bare appends", workflows, bare);
        Console.WriteLine($"engine / bare     {bare.Elapsed / engine.Elapsed,10:P0} by time, {bare.Processor / engine.Processor:P0} by processor");
        return 0;
    }

    private static void Print(string what, int workflows, Cost cost) => Console.WriteLine(
        $"{what,-18}{workflows / cost.Elapsed.TotalSeconds,10:N0} workflows/s  {workflows * WritesPerWorkflow / cost.Elapsed.TotalSeconds,10:N0} writes/s"
        + $"  {cost.Processor.TotalMicroseconds / workflows,6:N0} µs of processor a workflow");

    private static async Task<Cost> MeasureWorkflowsAsync(int workflows, int concurrency)
    {
        using var file = new BenchmarkFile();
        using var places = new SemaphoreSlim(concurrency);
        var work = new WorkTracker();
        await using var engine = new WorkflowEngine(
            Catalog(places), new SqliteJournal(file.Database), TimeProvider.System, work, EngineOptions.Default, NullLoggerFactory.Instance);
        await engine.StartAsync();
        var meter = new CostMeter();
        await InParallelAsync(workflows, concurrency, async i =>
        {
            await places.WaitAsync();
            await engine.StartAsync(Five, $"workflow-{i}", i * Numbers);
        });
        await work.WhenIdleAsync();
        var cost = meter.Read();
        await CheckAsync(engine, workflows);
        return cost;
    }

    private static async Task<Cost> MeasureBareAsync(int workflows, int concurrency)
    {
        using var file = new BenchmarkFile();
        var journal = new SqliteJournal(file.Database);
        var meter = new CostMeter();
        await InParallelAsync(workflows, concurrency, i => WriteBareAsync(journal, $"workflow-{i}"));
        return meter.Read();
    }

    private static async Task WriteBareAsync(SqliteJournal journal, string id)
    {
        var header = new InstanceHeader
        {
            Id = id, Run = journal.NextRun(), Workflow = Five.Name, Version = 1, StartedAt = DateTimeOffset.UnixEpoch, Input = "12345"u8.ToArray(),
        };
        var chunk = new byte[230];
        await journal.WriteAsync(new JournalWrite(header, DropRun: null, header.Run, 0, default));
        for (var step = 0; step < Steps; step++)
        {
            await journal.WriteAsync(new JournalWrite(null, DropRun: null, header.Run, step, chunk));
        }

        await journal.WriteAsync(new JournalWrite(header with { State = WorkflowState.Completed }, header.Run, header.Run, 0, default));
    }

    private static async Task InParallelAsync(int count, int concurrency, Func<int, Task> action)
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, concurrency).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var i && i < count)
            {
                await action(i);
            }
        })));
    }

    private static WorkflowCatalog Catalog(SemaphoreSlim places) => new WorkflowCatalog(new JsonSerializerOptions(JsonSerializerDefaults.Web))
        .AddWorkflow(Five, 1, async (context, input) =>
        {
            for (var step = 0; step < Steps; step++)
            {
                input = await context.CallActivityAsync(Step, input);
            }

            return input;
        })
        .AddActivity(Step, (input, _) =>
        {
            if (input % Numbers == Steps - 1)
            {
                places.Release();
            }

            return Task.FromResult(input + 1);
        });

    private static async Task CheckAsync(WorkflowEngine engine, int workflows)
    {
        for (var i = 0; i < workflows; i += 97)
        {
            var status = await engine.GetAsync($"workflow-{i}");
            if (status?.Output != $"{(i * Numbers) + Steps}")
            {
                throw new InvalidOperationException($"Workflow {i} ended as {status}.");
            }
        }
    }
}
