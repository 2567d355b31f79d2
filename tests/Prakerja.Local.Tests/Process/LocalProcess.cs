using System.Text;
using OsProcess = System.Diagnostics.Process;
using OsProcessStart = System.Diagnostics.ProcessStartInfo;

namespace Prakerja.Local.Tests.Process;

/// <summary>The real executable in a process of its own; everything it writes is kept.</summary>
internal sealed class LocalProcess : IDisposable
{
    private readonly OsProcess process;
    private readonly StringBuilder output = new();
    private readonly StringBuilder error = new();
    private readonly TaskCompletionSource<string> serving = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private LocalProcess(OsProcess process) => this.process = process;

    public bool HasEnded => process.HasExited;

    public string Output => Read(output);

    public string Error => Read(error);

    /// <summary>Starts the command line with these arguments, in <paramref name="directory"/> if given.</summary>
    /// <param name="settings">In its environment.</param>
    public static LocalProcess Start(IReadOnlyList<string> arguments, string? directory = null, params IReadOnlyList<(string Name, string Value)> settings)
    {
        var start = StartInfo();
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        start.WorkingDirectory = directory ?? "";
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Prakerja.Local.dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var local = new LocalProcess(new OsProcess { StartInfo = start, EnableRaisingEvents = true });
        local.process.OutputDataReceived += (_, line) => local.Take(line.Data, local.output);
        local.process.ErrorDataReceived += (_, line) => local.Take(line.Data, local.error);
        local.process.Start();
        local.process.BeginOutputReadLine();
        local.process.BeginErrorReadLine();
        return local;
    }

    /// <summary>The address it says it serves.</summary>
    public async Task<Uri> ServingAsync()
    {
        var ended = process.WaitForExitAsync();
        return await Task.WhenAny(serving.Task, ended).WaitAsync(TimeSpan.FromSeconds(60)) == ended && !serving.Task.IsCompleted
            ? throw new InvalidOperationException($"It ended with {process.ExitCode}: {Error}{Output}")
            : new Uri(await serving.Task);
    }

    /// <summary>The exit code, once it has ended by itself.</summary>
    public async Task<int> ExitAsync(TimeSpan within)
    {
        await process.WaitForExitAsync().WaitAsync(within);
        return process.ExitCode;
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>What Ctrl-C sends.</summary>
    public async Task InterruptAsync()
    {
        using var kill = OsProcess.Start("kill", ["-INT", $"{process.Id}"]);
        await kill.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
            process.WaitForExit();
        }

        process.Dispose();
    }

    /// <summary>A shell that runs the tests in its background makes them ignore Ctrl-C, and so would their children.</summary>
    private static OsProcessStart StartInfo()
    {
        var start = new OsProcessStart(OperatingSystem.IsLinux() ? "env" : "dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        if (OperatingSystem.IsLinux())
        {
            start.ArgumentList.Add("--default-signal=INT");
            start.ArgumentList.Add("dotnet");
        }

        return start;
    }

    private void Take(string? line, StringBuilder into)
    {
        if (line is null)
        {
            return;
        }

        lock (into)
        {
            into.AppendLine(line);
        }

        const string Serves = "Prakerja.Functions serves ";
        if (line.StartsWith(Serves, StringComparison.Ordinal))
        {
            serving.TrySetResult(line[Serves.Length..].Split(' ')[0]);
        }
    }

    private static string Read(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }
}
