using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Prakerja.Local.Hosting;

namespace Prakerja.Local.Tests.Programme;

/// <summary>The local host on a free port of loopback, with a virtual clock and its own data directory; reached over real HTTP only.</summary>
public sealed class RunningHost : IAsyncDisposable
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

    public HttpClient Http { get; private set; } = new();

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

    public Task<JsonNode> AdvanceAsync(string duration) => this.PostOkAsync("/sandbox/clock", new { advance = duration });

    public Task<JsonNode> AdvanceToAsync(DateTimeOffset time) => this.PostOkAsync("/sandbox/clock", new { to = time });

    public async Task<DateTimeOffset> NowAsync() => (await this.GetOkAsync("/sandbox/clock"))["now"]!.GetValue<DateTimeOffset>();

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

/// <summary>Calls that must succeed, and say what came back if they do not.</summary>
public static class HostCalls
{
    public static Task<JsonNode> GetOkAsync(this RunningHost host, string path, string? token = null) => SendOkAsync(host, HttpMethod.Get, path, null, token);

    public static Task<JsonNode> PostOkAsync(this RunningHost host, string path, object? body = null, string? token = null) =>
        SendOkAsync(host, HttpMethod.Post, path, body, token);

    public static Task<JsonNode> PutOkAsync(this RunningHost host, string path, object body, string? token = null) =>
        SendOkAsync(host, HttpMethod.Put, path, body, token);

    public static async Task<JsonNode> SendOkAsync(this RunningHost host, HttpMethod method, string path, object? body, string? token)
    {
        var response = await host.SendAsync(method, path, body, token);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode} {text}");
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }

    public static async Task<HttpResponseMessage> SendAsync(
        this RunningHost host, HttpMethod method, string path, object? body = null, string? token = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = body as HttpContent ?? JsonContent.Create(body);
        }

        if (token is not null)
        {
            request.Headers.Authorization = new("Bearer", token);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await host.Http.SendAsync(request);
    }

    /// <summary>Sends, asserts the status, and returns the JSON answer.</summary>
    public static async Task<JsonNode> ExpectAsync(this RunningHost host, int status, HttpMethod method, string path, object? body = null, string? token = null)
    {
        using var response = await host.SendAsync(method, path, body, token);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == status, $"{method} {path}: expected {status}, got {(int)response.StatusCode} {text}");
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }
}
