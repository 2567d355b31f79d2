using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Prakerja.Local.Hosting;

namespace Prakerja.Local.Tests.Programme;

/// <summary>The local host on a free port of loopback, with a virtual clock and its own data directory; reached over real HTTP only.</summary>
public sealed class RunningHost : IServed, IAsyncDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("prakerja-test-").FullName;
    private readonly DateTimeOffset start;
    private readonly long seed;
    private WebApplication app;

    private RunningHost(DateTimeOffset start, long seed)
    {
        (this.start, this.seed) = (start, seed);
        app = Build();
    }

    /// <summary>Where it keeps everything.</summary>
    public string Data => directory;

    public HttpClient Http { get; private set; } = new();

    /// <summary>Sees every log line of the host from now on, as far as the host writes it at all.</summary>
    public void Listen(ILoggerProvider listener) => app.Services.GetRequiredService<ILoggerFactory>().AddProvider(listener);

    public static async Task<RunningHost> StartAsync(string start = "2026-01-05T08:00:00+07:00", long seed = 1)
    {
        var host = new RunningHost(DateTimeOffset.Parse(start), seed);
        await host.OpenAsync();
        return host;
    }

    /// <summary>Stops gracefully and starts anew on the same data.</summary>
    public async Task RestartAsync()
    {
        await app.DisposeAsync();
        app = Build();
        await OpenAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await app.DisposeAsync();
        Directory.Delete(directory, recursive: true);
    }

    private WebApplication Build() => LocalWebHost.Build(new LocalOptions(directory, "http://127.0.0.1:0", VirtualClock: true, start, seed));

    private async Task OpenAsync()
    {
        await app.StartAsync();
        Http.Dispose();
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }
}
