using System.Collections.Concurrent;
using System.Security.Cryptography;
using Azure.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Prakerja.Azure.Gateways;
using Prakerja.Azure.Keys;
using Prakerja.Azure.Tests.Keys;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Tests.Gateways;

/// <summary>The gateways as the app registers them, all pointed at one loopback service.</summary>
internal sealed class GatewayBench : IAsyncDisposable
{
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);
    private readonly ServiceProvider provider;

    private GatewayBench(LoopbackService service, IReadOnlyDictionary<string, string?> settings, IBlobStore? blobs)
    {
        Service = service;
        var all = GatewaySettings.Names.ToDictionary(n => $"Gateways:{n}:url", _ => (string?)service.Url.ToString(), StringComparer.Ordinal);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(all).AddInMemoryCollection(settings).Build();
        var services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new Recorder(Logs)))
            .AddSingleton<TimeProvider>(Clock).AddSingleton<IRandomSource>(new TestRandom())
            .AddSingleton(Vault).AddSingleton<IKeyVault>(p => p.GetRequiredService<VaultBench>().OpenAsync().GetAwaiter().GetResult())
            .AddSingleton(p => p.GetRequiredService<VaultBench>().Clients).AddSingleton<TokenCredential>(new TestCredential());
        provider = (blobs is null ? services : services.AddSingleton(blobs)).AddGateways(configuration).BuildServiceProvider();
    }

    public LoopbackService Service { get; }

    public ImpatientClock Clock { get; } = new();

    public VaultBench Vault { get; } = new();

    public ConcurrentQueue<string> Logs { get; } = [];

    public static async Task<GatewayBench> StartAsync(IReadOnlyDictionary<string, string?>? settings = null, IBlobStore? blobs = null) =>
        new(await LoopbackService.StartAsync(), settings ?? new Dictionary<string, string?>(), blobs);

    public T Get<T>()
        where T : notnull => provider.GetRequiredService<T>();

    public void Answer(int status, string json) => Service.Handler = (http, _) => LoopbackService.AnswerAsync(http, status, json);

    /// <summary>Whatever hangs, hangs until its time is up.</summary>
    public async Task<T> WithTimeAsync<T>(Func<Task<T>> run)
    {
        var running = run();
        while (true)
        {
            var held = Service.Held.WaitToReadAsync().AsTask();
            if (await Task.WhenAny(running, held) == running)
            {
                return await running;
            }

            Service.Held.TryRead(out _);
            Clock.Advance(Timeout);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await provider.DisposeAsync();
        await Service.DisposeAsync();
    }

    private sealed class TestRandom : IRandomSource
    {
        public void Fill(Span<byte> bytes) => RandomNumberGenerator.Fill(bytes);
    }

    private sealed class Recorder(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{formatter(state, exception)} {exception}");

        public bool IsEnabled(LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Dispose()
        {
        }
    }
}

/// <summary>Stands still until advanced, but does not keep anybody waiting before a repeat.</summary>
internal sealed class ImpatientClock() : FakeTimeProvider(new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero))
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(5);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => dueTime < Short && dueTime >= TimeSpan.Zero
        ? System.CreateTimer(callback, state, TimeSpan.Zero, global::System.Threading.Timeout.InfiniteTimeSpan)
        : base.CreateTimer(callback, state, dueTime, period);
}
