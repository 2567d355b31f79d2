using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Prakerja.Benchmarks.Burst;

namespace Prakerja.Benchmarks.Batch;

/// <summary><c>serve</c> with a virtual clock in a process of its own, on a directory that outlives it.</summary>
internal sealed class BatchHost : IDisposable
{
    private readonly string url = $"http://127.0.0.1:{FreePort()}";
    private readonly string data;
    private readonly HttpClient http;
    private ServerProcess? server;
    private TimeSpan ended;

    public BatchHost(string data)
    {
        this.data = data;
        http = new HttpClient { BaseAddress = new Uri(url), Timeout = Timeout.InfiniteTimeSpan };
    }

    public string Url => url;

    /// <summary>Largest resident set of any of its processes, bytes.</summary>
    public long PeakMemory { get; private set; }

    /// <summary>Of all its processes together.</summary>
    public TimeSpan ProcessorTime => ended + (server?.ProcessorTime ?? default);

    public async Task StartAsync() => server = await ServerProcess.StartAsync(
        url, Path.Combine(AppContext.BaseDirectory, "Prakerja.Local.dll"), "serve", "--data", data, "--urls", url, "--clock", "virtual", "--start", "2026-01-05T08:00:00+07:00");

    /// <summary>kill -9.</summary>
    public void Kill()
    {
        PeakMemory = Math.Max(PeakMemory, server!.PeakMemory);
        ended += server.ProcessorTime;
        server.Kill();
        server.Dispose();
        server = null;
    }

    public async Task<JsonNode?> CallAsync(HttpMethod method, string path, object? body = null, string? token = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Authorization = token is null ? null : new("Bearer", token);
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? (text.Length == 0 ? null : JsonNode.Parse(text)) : throw new InvalidOperationException($"{method} {path}: {(int)answer.StatusCode} {text}");
    }

    public async Task<DateTimeOffset> NowAsync() =>
        DateTimeOffset.Parse((await CallAsync(HttpMethod.Get, "/sandbox/clock"))!["now"]!.GetValue<string>(), CultureInfo.InvariantCulture);

    /// <summary>Answers when all that is due until then has run; false if the process ended on the way.</summary>
    public async Task<bool> TryAdvanceAsync(DateTimeOffset to)
    {
        try
        {
            await CallAsync(HttpMethod.Post, "/sandbox/clock", new { to });
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    /// <summary>How far the batch is, as storage tells while the process runs: files of the draw and claims of recipients. Only ever grows.</summary>
    public long Progress()
    {
        var draws = Path.Combine(data, "blobs", "draws");
        var written = Directory.Exists(draws) ? Directory.EnumerateFiles(draws, "*", SearchOption.AllDirectories).Count() : 0;
        using var connection = new SqliteConnection($"Data Source={Path.Combine(data, "prakerja.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM rows WHERE tbl = 'claims' AND rk >= 'recipient|' AND rk < 'recipient~'";
        return written + (long)command.ExecuteScalar()!;
    }

    public void Dispose()
    {
        server?.Dispose();
        http.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
