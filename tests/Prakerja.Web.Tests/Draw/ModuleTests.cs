using System.Diagnostics;

namespace Prakerja.Web.Tests.Draw;

/// <summary>The page's modules under node: vectors, a changed byte at every place, the beacon's real rounds (modules/*.test.js).</summary>
public sealed class ModuleTests
{
    private static readonly TimeSpan EndsWithin = TimeSpan.FromMinutes(8);

    [NodeFact]
    public async Task Modules_UnderNode_PassTheirTests()
    {
        var folder = Path.Combine(Tools.Root, "tests", "Prakerja.Web.Tests", "modules");
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, UseShellExecute = false, WorkingDirectory = folder };
        start.ArgumentList.Add("--test");
        start.ArgumentList.Add("--test-reporter=tap");
        foreach (var file in Directory.EnumerateFiles(folder, "*.test.js"))
        {
            start.ArgumentList.Add(file);
        }

        using var process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(EndsWithin);
        var lines = (await process.StandardOutput.ReadToEndAsync(timeout.Token)).Split('\n');
        await process.WaitForExitAsync(timeout.Token);

        Assert.True(process.ExitCode == 0, string.Join('\n', lines.Where(line => line.TrimStart().StartsWith("not ok", StringComparison.Ordinal) || line.Contains("error:", StringComparison.Ordinal))));
        Assert.True(lines.Count(line => line.StartsWith("ok ", StringComparison.Ordinal)) > 50);
    }
}
