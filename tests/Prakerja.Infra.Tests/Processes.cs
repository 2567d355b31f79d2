using System.Diagnostics;

namespace Prakerja.Infra.Tests;

/// <summary>What a process left behind.</summary>
internal sealed record Finished(int Exit, string Output, string Errors);

/// <summary>Runs tools and scripts.</summary>
internal static class Processes
{
    /// <param name="environment">Set besides what this process has.</param>
    public static Finished Run(string folder, IReadOnlyDictionary<string, string> environment, string file, params string[] arguments)
    {
        var start = new ProcessStartInfo(file, arguments) { UseShellExecute = false, WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Finished(process.ExitCode, output, errors.GetAwaiter().GetResult());
    }
}
