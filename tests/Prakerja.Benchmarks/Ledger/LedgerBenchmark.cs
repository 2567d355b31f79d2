using System.Diagnostics;
using Prakerja.Benchmarks.Engine;
using Prakerja.Embedded.Tables;

namespace Prakerja.Benchmarks.Ledger;

/// <summary>
/// The life of awards through the real stores, durable on a SQLite file (synchronous=FULL): award, purchase, its completion, entitlement, reservation, payment.
/// Beside it the same number of commits of the same rows inserted bare, group-committed, in the same run.
/// </summary>
internal static class LedgerBenchmark
{
    /// <summary>Needed: posts a second, and milliseconds within which 99 of 100 are done.</summary>
    private const double NeededRate = 1000, NeededLatency = 250;

    public static async Task<int> RunAsync(string[] args)
    {
        var people = args.Length > 0 ? int.Parse(args[0]) : 20_000;
        var concurrency = args.Length > 1 ? int.Parse(args[1]) : 64;
        await MeasureAsync(Math.Min(people, 500), concurrency, bare: false);
        var (ledger, latencies, written) = await MeasureAsync(people, concurrency, bare: false);
        var (bare, bareLatencies, _) = await MeasureAsync(people, concurrency, bare: true, written.RowsPerCommit);
        var posts = people * AwardLife.Posts;
        Console.WriteLine($"ledger            {people:N0} people, {posts:N0} transfers posted in {people * AwardLife.Commits:N0} commits, {concurrency} at a time, {Environment.ProcessorCount} cores, synchronous=FULL");
        Console.WriteLine($"tried             {written.Commits:N0} commits of {written.RowsPerCommit:N1} rows, refills of the budget's shards and what was tried in vain included");
        Print("through the ledger", posts, ledger, latencies);
        Print("bare inserts", posts, bare, bareLatencies);
        Console.WriteLine($"ledger / bare     {bare.Elapsed / ledger.Elapsed,10:P0} by time, {bare.Processor / ledger.Processor:P0} by processor");
        var isEnough = posts / ledger.Elapsed.TotalSeconds >= NeededRate && At(latencies, 0.99) <= NeededLatency;
        Console.WriteLine($"needed            {NeededRate,10:N0} posts/s, p99 ≤ {NeededLatency} ms: {(isEnough ? "held" : "NOT held")}");
        return isEnough ? 0 : 1;
    }

    private static void Print(string what, int posts, Cost cost, double[] latencies) => Console.WriteLine(
        $"{what,-18}{posts / cost.Elapsed.TotalSeconds,10:N0} posts/s  commit p50 {At(latencies, 0.5):N1} ms, p99 {At(latencies, 0.99):N1} ms, worst {latencies[^1]:N1} ms"
        + $"  {cost.Processor.TotalMicroseconds / posts,6:N0} µs of processor a post");

    private static double At(double[] sorted, double share) => sorted[(int)(share * (sorted.Length - 1))];

    /// <param name="rows">How many rows a commit writes, on average, when bare.</param>
    private static async Task<(Cost Cost, double[] Latencies, Written Written)> MeasureAsync(int people, int concurrency, bool bare, double rows = 0)
    {
        using var file = new BenchmarkFile();
        var tables = new CountingTables(new SqliteTableStore(file.Database));
        await using var life = new AwardLife(tables, people);
        await life.PrepareAsync(concurrency);
        tables.Reset();
        var (latencies, next) = (new double[people * AwardLife.Commits], -1);
        var meter = new CostMeter();
        await Task.WhenAll(Enumerable.Range(0, concurrency).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var person && person < people)
            {
                for (var step = 0; step < AwardLife.Commits; step++)
                {
                    var started = Stopwatch.GetTimestamp();
                    await (bare ? life.InsertBareAsync(person, step, (int)Math.Round(rows)) : life.StepAsync(person, step));
                    latencies[(person * AwardLife.Commits) + step] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                }
            }
        })));
        var (cost, commits) = (meter.Read(), tables.Commits);
        if (!bare)
        {
            await life.CheckAsync();
        }

        Array.Sort(latencies);
        return (cost, latencies, new Written(commits, tables.RowsPerCommit));
    }

    private sealed record Written(long Commits, double RowsPerCommit);
}
