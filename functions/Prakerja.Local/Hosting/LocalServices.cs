using Prakerja.Embedded.Blobs;
using Prakerja.Embedded.Journal;
using Prakerja.Embedded.Queues;
using Prakerja.Embedded.Signals;
using Prakerja.Embedded.Sqlite;
using Prakerja.Embedded.Tables;
using Prakerja.Embedded.Timers;
using Prakerja.Engine;
using Prakerja.Engine.Journal;
using Prakerja.Engine.Time;
using Prakerja.Local.Sandbox;
using Prakerja.Pipeline;
using Prakerja.Pipeline.Gateways;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Security;

namespace Prakerja.Local.Hosting;

/// <summary>The pipeline on embedded parts in one process; with Kestrel around it for <c>serve</c>, without for <c>simulate</c>.</summary>
public static class LocalServices
{
    public static IServiceCollection AddLocal(this IServiceCollection services, LocalOptions options)
    {
        services.AddSingleton(options).AddSingleton<WorkTracker>();
        AddClockAndKeys(services, options);
        AddStorage(services, options);
        services.AddSingleton<InFlight>().AddSingleton<ShardPump>().AddSingleton<IShardSignals>(p => p.GetRequiredService<ShardPump>());
        services.AddSingleton<WorkflowEngine>(p => new WorkflowEngine(
            p.GetRequiredService<WorkflowCatalog>(), p.GetRequiredService<IJournal>(), p.GetRequiredService<TimeProvider>(),
            p.GetRequiredService<WorkTracker>(), EngineOptions.Default, p.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<IWorkflowClient>(p => p.GetRequiredService<WorkflowEngine>());
        services.AddSingleton(p => new QueuePump(
            p.GetRequiredService<SqliteMessageQueue>(), p.GetRequiredService<TimeProvider>(), p.GetRequiredService<WorkTracker>(),
            p.GetRequiredService<ILogger<QueuePump>>(), p.GetServices<IMessageHandler>().Select(Subscription)));
        services.AddSingleton(p => new TimerHost(
            p.GetServices<ITimerTask>(), p.GetRequiredService<ITableStore>(), p.GetRequiredService<TimeProvider>(), p.GetRequiredService<WorkTracker>(),
            options.VirtualClock ? TimeSpan.FromHours(6) : TimeSpan.Zero, p.GetRequiredService<ILogger<TimerHost>>()));
        services.AddSingleton<LocalRuntime>();
        services.AddPipeline().AddSandbox(new SandboxOptions(options.Seed));
        if (options.Timestamps is { } authority)
        {
            services.AddTimestampAuthority(authority);
        }

        return options.PublicBeacon ? services.AddDrandBeacon(drand => UseRelays(drand, options.BeaconRelays)) : services;
    }

    private static void UseRelays(DrandOptions drand, IReadOnlyList<Uri> relays)
    {
        if (relays.Count > 0)
        {
            drand.Relays = relays;
        }
    }

    private static void AddClockAndKeys(IServiceCollection services, LocalOptions options)
    {
        services.AddSingleton<IRandomSource>(_ => options.IsTemporary ? new SeededRandomSource(options.Seed) : new SystemRandomSource());
        services.AddSingleton<IKeyVault>(p => options.Data is null
            ? FolderKeyVault.FromSeed(options.Seed, p.GetRequiredService<IRandomSource>())
            : FolderKeyVault.Open(Path.Combine(options.Data, "keys"), p.GetRequiredService<IRandomSource>()));
        if (options.VirtualClock)
        {
            services.AddSingleton(p => KeptClock.Open(options, p.GetRequiredService<WorkTracker>()));
            services.AddSingleton<TimeProvider>(p => p.GetRequiredService<VirtualClock>());
        }
        else
        {
            services.AddSingleton(TimeProvider.System);
        }
    }

    private static void AddStorage(IServiceCollection services, LocalOptions options)
    {
        services.AddSingleton(_ => new SqliteDatabase(options.Data is null
            ? SqliteDatabaseOptions.Temporary
            : new SqliteDatabaseOptions(Path.Combine(options.Data, "prakerja.db"))));
        services.AddSingleton<ITableStore, SqliteTableStore>();
        services.AddSingleton<IJournal, SqliteJournal>();
        services.AddSingleton(p => SqliteMessageQueue.OpenAsync(p.GetRequiredService<SqliteDatabase>(), p.GetRequiredService<TimeProvider>()).GetAwaiter().GetResult());
        services.AddSingleton<IMessageQueue>(p => p.GetRequiredService<SqliteMessageQueue>());
        services.AddSingleton(p => new BlobLinks(
            p.GetRequiredService<IKeyVault>().Secret("blob-links"), () => OwnAddress.Of(p, options), p.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IBlobStore>(p => options.Data is null
            ? new MemoryBlobStore(p.GetRequiredService<BlobLinks>())
            : new FileBlobStore(Path.Combine(options.Data, "blobs"), p.GetRequiredService<BlobLinks>()));
    }

    private static QueueSubscription Subscription(IMessageHandler handler) =>
        QueueSubscription.Each(handler.Queue, (message, cancellation) => handler.HandleAsync(message.Body, cancellation), concurrency: 4);
}
