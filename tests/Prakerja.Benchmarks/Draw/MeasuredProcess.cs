using System.Diagnostics;

namespace Prakerja.Benchmarks.Draw;

/// <summary>What one command cost in a process of its own.</summary>
/// <param name="PeakBytes">Largest resident set.</param>
internal sealed record MeasuredProcess(TimeSpan Elapsed, TimeSpan Processor, long PeakBytes)
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);

    /// <summary>Runs an assembly of this build to its end.</summary>
    public static async Task<MeasuredProcess> RunAsync(string assembly, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, assembly), .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true };
        var began = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var (peak, processor) = (0L, TimeSpan.Zero);
        while (!process.HasExited)
        {
            try
            {
                process.Refresh();
                (peak, processor) = (Math.Max(peak, process.PeakWorkingSet64), process.TotalProcessorTime);
            }
            catch (InvalidOperationException)
            {
                // It ended meanwhile.
            }

            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(Between));
        }

        await output;
        return process.ExitCode == 0
            ? new MeasuredProcess(Stopwatch.GetElapsedTime(began), processor, peak)
            : throw new InvalidOperationException($"{assembly} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }
}
