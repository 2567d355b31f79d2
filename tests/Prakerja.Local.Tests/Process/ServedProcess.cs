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
        Current.Dispose();
        await OpenAsync();
    }

    /// <summary>Moves the clock, and kills the process (-9) the moment its time is <paramref name="at"/> or later; then a new one.</summary>
    public async Task KillAtAsync(DateTimeOffset at)
    {
        var moving = TryAdvanceAsync(at.AddHours(1));
        while (KeptTime() < at && !moving.IsCompleted)
        {
            await Task.Yield();
        }

        await KillAndRestartAsync();
        await moving;
    }

    public ValueTask DisposeAsync()
    {
        Http.Dispose();
        Current.Dispose();
        Directory.Delete(directory, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task TryAdvanceAsync(DateTimeOffset to)
    {
        try
        {
            await this.AdvanceToAsync(to);
        }
        catch (HttpRequestException)
        {
            // Killed on the way.
        }
    }

    /// <summary>The time of the clock as it is on disk.</summary>
    private DateTimeOffset KeptTime()
    {
        using var file = new StreamReader(new FileStream(Path.Combine(directory, "clock"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return DateTimeOffset.ParseExact(file.ReadToEnd(), "O", CultureInfo.InvariantCulture);
    }

    private async Task OpenAsync()
    {
        Current = LocalProcess.Start(Arguments);
        var address = await Current.ServingAsync();
        Http.Dispose();
        Http = new HttpClient { BaseAddress = address };
    }
}
