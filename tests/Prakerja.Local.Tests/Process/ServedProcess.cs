using System.Globalization;
using Prakerja.Local.Tests.Programme;

namespace Prakerja.Local.Tests.Process;

/// <summary><c>serve</c> in a process of its own, on a directory that outlives it, with a virtual clock.</summary>
internal sealed class ServedProcess : IServed, IAsyncDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("prakerja-process-").FullName;

    private ServedProcess()
    {
    }

    public HttpClient Http { get; private set; } = new();

    public LocalProcess Current { get; private set; } = null!;

    public IReadOnlyList<string> Arguments =>
        ["serve", "--data", directory, "--urls", "http://127.0.0.1:0", "--clock", "virtual", "--start", "2026-01-05T08:00:00+07:00", "--seed", "5"];

    public static async Task<ServedProcess> StartAsync()
    {
        var served = new ServedProcess();
        await served.OpenAsync();
        return served;
    }

    /// <summary>kill -9, then a new process on the same directory.</summary>
    public async Task KillAndRestartAsync()
    {
        await Current.KillAsync();
        await RestartAsync();
    }

    /// <summary>Moves the clock, and kills the process (-9) the moment its time is <paramref name="at"/> or later; then a new one.</summary>
    public async Task KillAtAsync(DateTimeOffset at)
    {
        var moving = TryAdvanceAsync(at.AddHours(1));
        await Task.WhenAny(KeptTimeReachesAsync(at), moving);
        await KillAndRestartAsync();
        await moving;
    }

    /// <summary>Returns when the clock on disk has come this far, or the process has ended.</summary>
    public async Task KeptTimeReachesAsync(DateTimeOffset at)
    {
        while (!Current.HasEnded && KeptTime() < at)
        {
            await Task.Yield();
        }
    }

    /// <summary>A new process once the one before has ended.</summary>
    public Task RestartAsync()
    {
        Current.Dispose();
        return OpenAsync();
    }

    /// <summary>Moves the clock as far as the process lives.</summary>
    public async Task TryAdvanceAsync(DateTimeOffset to)
    {
        try
        {
            using var answer = await this.SendAsync(HttpMethod.Post, "/sandbox/clock", new { to });
            Assert.Contains((int)answer.StatusCode, new[] { 200, 503 });
        }
        catch (HttpRequestException)
        {
            // Ended on the way.
        }
    }

    /// <summary>The time of the clock as it is on disk.</summary>
    public DateTimeOffset KeptTime()
    {
        using var file = new StreamReader(new FileStream(Path.Combine(directory, "clock"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return DateTimeOffset.ParseExact(file.ReadToEnd(), "O", CultureInfo.InvariantCulture);
    }

    public ValueTask DisposeAsync()
    {
        Http.Dispose();
        Current.Dispose();
        Directory.Delete(directory, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task OpenAsync()
    {
        Current = LocalProcess.Start(Arguments);
        var address = await Current.ServingAsync();
        Http.Dispose();
        Http = new HttpClient { BaseAddress = address };
    }
}
