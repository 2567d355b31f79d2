using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Prakerja.Embedded.Blobs;
using Prakerja.Embedded.Signals;
using Prakerja.Embedded.Sqlite;
using Prakerja.Embedded.Tables;
using Prakerja.Engine;
using Prakerja.Engine.Journal;
using Prakerja.Engine.Time;
using Prakerja.Local.Hosting;
using Prakerja.Local.Sandbox;
using Prakerja.Pipeline;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Payments.Banks;
using Prakerja.Pipeline.Ports;
using Endpoint = Prakerja.Pipeline.Http.Endpoint;

namespace Prakerja.Local.Tests.Sandbox;

/// <summary>The sandbox over tables in memory, with a receiver of webhooks in place of the pipeline. A second one over the same database is a restart.</summary>
internal sealed class SandboxHarness : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.FromHours(7));
    private readonly ServiceProvider services;

    private SandboxHarness(SqliteDatabase database, DateTimeOffset start, IReadOnlyList<Endpoint> more)
    {
        Database = database;
        Clock = new VirtualClock(start, Work);
        var collection = new ServiceCollection().AddLogging().AddPipeline()
            .AddSingleton<TimeProvider>(Clock).AddSingleton(Work).AddSingleton<ITableStore>(new SqliteTableStore(database)).AddSingleton<IKeyVault>(new TestVault())
            .AddSingleton<IRandomSource>(new SeededRandomSource(7)).AddSingleton<IBlobStore>(new MemoryBlobStore(new BlobLinks(new byte[32], new Uri("http://localhost"), Clock)))
            .AddSingleton<ShardPump>().AddSingleton<IShardSignals>(p => p.GetRequiredService<ShardPump>())
            .AddSingleton<IWorkflowClient>(p => new WorkflowEngine(
                p.GetRequiredService<WorkflowCatalog>(), new MemoryJournal(), Clock, Work, EngineOptions.Default, p.GetRequiredService<ILoggerFactory>()));
        collection.AddSingleton<IReadOnlyList<Endpoint>>(
            p => [Receiver("/api/webhooks/payments"), Receiver("/api/webhooks/training"), .. more, .. p.GetRequiredService<PaymentFilesWebhook>().Endpoints]);
        services = collection.AddSandbox(new SandboxOptions(7)).BuildServiceProvider();
    }

    public SqliteDatabase Database { get; }

    public WorkTracker Work { get; } = new();

    public VirtualClock Clock { get; }

    /// <summary>What arrived, with headers.</summary>
    public List<ReceivedWebhook> Received { get; } = [];

    /// <summary>How webhooks are answered.</summary>
    public Func<Reply> Answer { get; set; } = () => Reply.Accepted();

    public static async Task<SandboxHarness> StartAsync(SandboxHarness? before = null, params IReadOnlyList<Endpoint> more)
    {
        var harness = new SandboxHarness(before?.Database ?? new SqliteDatabase(SqliteDatabaseOptions.Temporary), before?.Clock.GetUtcNow() ?? Start, more);
        harness.Get<ShardPump>().Start(harness.services.GetServices<IShardHandler>(), 1);
        await harness.Get<SandboxWorld>().StartAsync();
        await harness.Work.WhenIdleAsync();
        return harness;
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public Task AdvanceAsync(TimeSpan time) => Clock.AdvanceToAsync(Clock.GetUtcNow() + time);

    /// <summary>Runs something as tracked work, as the engine runs activities.</summary>
    public async Task<T> TrackedAsync<T>(Func<Task<T>> run)
    {
        Work.Enter();
        try
        {
            return await run();
        }
        finally
        {
            Work.Exit();
        }
    }

    public async Task<(HttpStatusCode Status, JsonElement Body)> CallAsync(string method, string path, object? body = null)
    {
        var endpoint = Get<SandboxWorld>().Endpoints.Single(e => e.Method == method && Matches(e.Route, path.Split('?')[0]));
        var http = new DefaultHttpContext { RequestServices = services };
        (http.Request.Method, http.Request.Path) = (method, path.Split('?')[0]);
        http.Request.QueryString = path.Contains('?', StringComparison.Ordinal) ? new QueryString(path[path.IndexOf('?', StringComparison.Ordinal)..]) : default;
        foreach (var (name, value) in endpoint.Route.Split('/').Zip(path.Split('?')[0].Split('/')).Where(p => p.First.StartsWith('{')))
        {
            http.Request.RouteValues[name.Trim('{', '}')] = Uri.UnescapeDataString(value);
        }

        if (body is not null)
        {
            var bytes = body is string text ? Encoding.UTF8.GetBytes(text) : PipelineJson.Write(body);
            (http.Request.Body, http.Request.ContentLength, http.Request.ContentType) = (new MemoryStream(bytes), bytes.Length, "application/json");
        }

        var answer = new MemoryStream();
        http.Response.Body = answer;
        await Get<EndpointRunner>().RunAsync(endpoint, http);
        await http.Response.CompleteAsync();
        return ((HttpStatusCode)http.Response.StatusCode, answer.Length == 0 ? default : JsonDocument.Parse(answer.ToArray()).RootElement);
    }

    public async ValueTask DisposeAsync()
    {
        Get<ShardPump>().Stop();
        await Get<SandboxWorld>().StopAsync();
        await services.DisposeAsync();
        Clock.Dispose();
    }

    private Endpoint Receiver(string route) => new(route, "POST", route, Access.Partner, call =>
    {
        Received.Add(new ReceivedWebhook(
            call.Header("client_code")!, call.Header("webhook-id")!, call.Header("webhook-timestamp")!, call.Header("webhook-signature")!,
            call.Body.ToArray(), Clock.GetUtcNow()));
        return Task.FromResult(Answer());
    })
    { Body = BodyKind.Json };

    private static bool Matches(string route, string path) =>
        route.Split('/').Length == path.Split('/').Length && route.Split('/').Zip(path.Split('/')).All(p => p.First.StartsWith('{') || p.First == p.Second);

    private sealed class TestVault : IKeyVault
    {
        public string SigningKeyId => "test";

        public string JsonWebKeySet => "{\"keys\":[]}";

        public ReadOnlyMemory<byte> Secret(string purpose) => System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(purpose));

        public ValueTask<byte[]> WrapAsync(ReadOnlyMemory<byte> dataKey, CancellationToken cancellation = default) => ValueTask.FromResult(dataKey.ToArray());

        public ValueTask<byte[]> UnwrapAsync(ReadOnlyMemory<byte> wrapped, CancellationToken cancellation = default) => ValueTask.FromResult(wrapped.ToArray());

        public Task<byte[]> SignDigestAsync(ReadOnlyMemory<byte> digest, CancellationToken cancellation = default) => Task.FromResult(digest.ToArray());
    }
}

internal sealed record ReceivedWebhook(string ClientCode, string Id, string Timestamp, string Signature, byte[] Body, DateTimeOffset At)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public string Type => Json.GetProperty("type").GetString()!;
}
