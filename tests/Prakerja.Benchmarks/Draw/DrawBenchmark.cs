using System.Globalization;

namespace Prakerja.Benchmarks.Draw;

/// <summary>
/// The <c>draw</c> command in a process of its own over growing batches, beside the floor: only hash and HMAC the same entries. Each size is at best
/// of <c>--runs</c>; other work on the machine lengthens the time, not the processor time.
/// </summary>
internal static class DrawBenchmark
{
    private const double Megabyte = 1_000_000;
    private const string Randomness = "b2dc53f68ae792911ab6a736a2d4fc9244481f107bdaa3fd7b1658cc1169e526";

    public static async Task<int> RunAsync(string[] args)
    {
        var runs = args is [.., "--runs", var times] ? int.Parse(times, CultureInfo.InvariantCulture) : 1;
        int[] sizes = [.. args.TakeWhile(arg => arg != "--runs").Select(arg => int.Parse(arg, CultureInfo.InvariantCulture))];
        var folder = Directory.CreateTempSubdirectory("prakerja-draw-").FullName;
        try
        {
            Console.WriteLine($"{"entries",12} {"draw",9} {"processor",10} {"peak",9} {"floor",9} {"processor",10} {"draw/floor by processor",24} {"cost of doubling",17}");
            var last = default((int Size, MeasuredProcess Draw)?);
            foreach (var size in sizes is [] ? [2_500_000, 5_000_000, 16_000_000] : sizes)
            {
                var (draw, floor) = await MeasureAsync(folder, size, runs);
                Print(size, draw, floor, last);
                last = (size, draw);
            }

            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(MeasuredProcess Draw, MeasuredProcess Floor)> MeasureAsync(string folder, int size, int runs)
    {
        var (entries, rules) = (Path.Combine(folder, "entries.csv"), Path.Combine(folder, "rules.json"));
        Population.WriteEntries(entries, size);
        await File.WriteAllBytesAsync(rules, Population.Rules(size).ToCanonical());
        var draws = new List<MeasuredProcess>();
        var floors = new List<MeasuredProcess>();
        for (var run = 0; run < runs; run++)
        {
            floors.Add(await MeasuredProcess.RunAsync("Prakerja.Benchmarks.dll", "draw-floor", entries));
            draws.Add(await MeasuredProcess.RunAsync(
                "Prakerja.Local.dll", "draw", "--entries", entries, "--rules", rules, "--randomness", Randomness,
                "--result", Path.Combine(folder, "result.csv"), "--record", Path.Combine(folder, "record.json")));
        }

        return (draws.MinBy(d => d.Elapsed)!, floors.MinBy(f => f.Elapsed)!);
    }

    private static void Print(int size, MeasuredProcess draw, MeasuredProcess floor, (int Size, MeasuredProcess Draw)? last)
    {
        var doubling = last is { } before
            ? $"{Doubling(size, before.Size, draw.Elapsed / before.Draw.Elapsed):0.00} ({Doubling(size, before.Size, draw.Processor / before.Draw.Processor):0.00})"
            : "";
        Console.WriteLine(
            $"{size,12:N0} {draw.Elapsed.TotalSeconds,7:0.0} s {draw.Processor.TotalSeconds,8:0.0} s {draw.PeakBytes / Megabyte,6:N0} MB {floor.Elapsed.TotalSeconds,7:0.0} s "
            + $"{floor.Processor.TotalSeconds,8:0.0} s {draw.Processor / floor.Processor,24:0.00} {doubling,17}");
    }

    /// <summary>The factor for twice the entries, from that for as many as there were.</summary>
    private static double Doubling(int size, int before, double factor) => Math.Pow(factor, Math.Log(2) / Math.Log((double)size / before));
}
