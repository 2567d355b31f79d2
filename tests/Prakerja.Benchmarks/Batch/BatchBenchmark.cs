using System.Diagnostics;
using System.Globalization;

namespace Prakerja.Benchmarks.Batch;

/// <summary>A full batch in the local host, killed on the way, checked from what is published and from storage; prints time per stage and peak memory.</summary>
internal static class BatchBenchmark
{
    public static async Task<int> RunAsync(string[] args)
    {
        var options = BatchOptions.Parse(args);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"batch: {options.Candidates:N0} candidates, {options.Kills} kills, seed {options.Seed}, {Environment.ProcessorCount} cores"));
        var violations = await RunAsync(options, Console.Out);
        foreach (var violation in violations)
        {
            Console.WriteLine($"VIOLATED {violation}");
        }

        Console.WriteLine(violations.Count == 0 ? "all checks hold" : $"{violations.Count} violations");
        return violations.Count == 0 ? 0 : 1;
    }

    /// <summary>What was found wrong; nothing: all holds.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(BatchOptions options, TextWriter output)
    {
        var data = Directory.CreateTempSubdirectory("prakerja-batch-").FullName;
        var started = Stopwatch.GetTimestamp();
        try
        {
            using var host = new BatchHost(data);
            var violations = await new BatchRun(host, data, options, output).RunAsync();
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{"whole run",-34} {Stopwatch.GetElapsedTime(started).TotalSeconds,9:0.0} s, peak memory of the host {host.PeakMemory / 1_000_000:N0} MB"));
            return violations;
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }
}
