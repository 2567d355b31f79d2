using System.Diagnostics;

namespace Prakerja.Benchmarks.Burst;

/// <summary>A server in a process of its own, as it would be served; killed hard on demand.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process process;

    private ServerProcess(Process process) => this.process = process;

    public long PeakMemory
    {
        get
        {
            process.Refresh();
            return process.HasExited ? 0 : process.PeakWorkingSet64;
        }
    }

    public TimeSpan ProcessorTime
    {
        get
        {
            process.Refresh();
            return process.HasExited ? default : process.TotalProcessorTime;
        }
    }

    /// <summary>Starts an assembly of this build and waits until it is ready.</summary>
    public static async Task<ServerProcess> StartAsync(string url, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var started = Process.Start(start)!;
        started.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.Contains("\"Error\"", StringComparison.Ordinal) == true)
            {
                Console.Error.WriteLine(line.Data);
            }
        };
        started.BeginOutputReadLine();
        var server = new ServerProcess(started);
        await server.WaitReadyAsync(url);
        return server;
    }

    /// <summary>kill -9.</summary>
    public void Kill()
    {
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            Kill();
        }

        process.Dispose();
    }

    private async Task WaitReadyAsync(string url)
    {
        using var http = new HttpClient { BaseAddress = new Uri(url) };
        for (var attempt = 0; attempt < 300; attempt++)
        {
            try
            {
                if ((await http.GetAsync("/api/health/ready")).IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            if (process.HasExited)
            {
                throw new InvalidOperationException($"The server ended with {process.ExitCode}.");
            }

            await Task.Delay(200);
        }

        throw new TimeoutException("The server did not become ready within a minute.");
    }
}
