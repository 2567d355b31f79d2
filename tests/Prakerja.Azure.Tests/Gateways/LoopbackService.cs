using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Prakerja.Azure.Tests.Gateways;

/// <summary>A request as it arrived over TCP.</summary>
internal sealed record Arrived(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Body);
}

/// <summary>A real HTTP server on this machine that plays a service outside.</summary>
internal sealed class LoopbackService : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Channel<Arrived> waiting = Channel.CreateUnbounded<Arrived>();

    private LoopbackService()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(options => options.Listen(System.Net.IPAddress.Loopback, 0));
        app = builder.Build();
        app.Run(RunAsync);
    }

    public Uri Url => new(app.Urls.Single() + "/api");

    public ConcurrentQueue<Arrived> Requests { get; } = [];

    /// <summary>The answer; may abort the connection.</summary>
    public Func<HttpContext, Arrived, Task> Handler { get; set; } = (http, _) => AnswerAsync(http, 500, "");

    /// <summary>Requests that are held: they hang until the caller gives up.</summary>
    public ChannelReader<Arrived> Held => waiting.Reader;

    public static async Task<LoopbackService> StartAsync()
    {
        var service = new LoopbackService();
        await service.app.StartAsync();
        return service;
    }

    public static async Task AnswerAsync(HttpContext http, int status, string json)
    {
        (http.Response.StatusCode, http.Response.ContentType) = (status, "application/json");
        await http.Response.WriteAsync(json);
    }

    /// <summary>Never answers; says so to whoever keeps the time.</summary>
    public async Task HangAsync(HttpContext http, Arrived request)
    {
        await waiting.Writer.WriteAsync(request);
        var gone = new TaskCompletionSource();
        await using var registration = http.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private async Task RunAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var headers = http.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        var request = new Arrived(http.Request.Method, http.Request.Path + http.Request.QueryString, headers, body.ToArray());
        Requests.Enqueue(request);
        await Handler(http, request);
    }
}
