using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Prakerja.Embedded.Blobs;
using Prakerja.Embedded.Sqlite;
using Prakerja.Embedded.Tables;
using Prakerja.Engine;
using Prakerja.Engine.Journal;
using Prakerja.Engine.Time;
using Prakerja.Pipeline.Partners;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Security;

namespace Prakerja.Pipeline.Tests.Harness;

/// <summary>
/// The whole pipeline in one test: virtual time, SQLite in memory, the embedded engine, and an outside world that answers as told.
/// <see cref="RestartAsync"/> is a crash and a new process over the same data.
/// </summary>
public sealed class PipelineHarness : IAsyncDisposable
{
    /// <summary>Monday, 08:00 in Jakarta.</summary>
    public static readonly DateTimeOffset Beginning = new(2026, 1, 5, 8, 0, 0, TimeSpan.FromHours(7));

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly SqliteDatabase database = new(SqliteDatabaseOptions.Temporary);
    private readonly MemoryJournal journal = new();
    private readonly WatchedBlobs blobs;
    private readonly TestKeyVault vault = new();
    private readonly SeededRandom random;
    private readonly RelayedTime time = new();
    private Func<ITableStore, ITableStore> decorate = tables => tables;
    private ITimestampAuthority? timestamps;
    private EngineOptions options = EngineOptions.Default;
    private ServiceProvider services = null!;
    private WorkflowEngine engine = null!;
    private WorkTracker work = null!;

    private PipelineHarness(string seed)
    {
        random = new SeededRandom(seed);
        blobs = new WatchedBlobs(new MemoryBlobStore(new BlobLinks(new byte[32], new Uri("http://test"), time)));
        Beacon = new TestBeacon(time);
    }

    public VirtualClock Clock { get; private set; } = null!;

    public DateTimeOffset Now => Clock.GetUtcNow();

    public OutsideWorld World { get; } = new();

    public BankPlay Bank { get; } = new();

    public TestBeacon Beacon { get; }

    public CrashingTables Tables { get; private set; } = null!;

    public WatchedBlobs Blobs => blobs;

    public WorkflowEngine Engine => engine;

    public TestLog Log { get; } = new();

    public TestQueue Queue { get; } = new();

    public TestSignals Signals { get; } = new();

    public TestPartners Partners { get; } = new();

    /// <param name="decorate">Wraps the table store, for tests that watch or order its operations.</param>
    /// <param name="beginning">Another one than <see cref="Beginning"/>.</param>
    /// <param name="timestamps">An authority that stamps commitments by the harness's clock; null: none is configured.</param>
    public static async Task<PipelineHarness> StartAsync(
        string seed = "seed", Func<ITableStore, ITableStore>? decorate = null, EngineOptions? options = null, Func<TimeProvider, ITimestampAuthority>? timestamps = null,
        DateTimeOffset? beginning = null)
    {
        var harness = new PipelineHarness(seed) { decorate = decorate ?? (tables => tables), options = options ?? EngineOptions.Default };
        harness.timestamps = timestamps?.Invoke(harness.time);
        await harness.OpenAsync(beginning ?? Beginning);
        return harness;
    }

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    public IEnumerable<T> All<T>() => services.GetServices<T>();

    /// <summary>Until nothing is left to do now: workflows idle, shards worked off.</summary>
    public async Task SettleAsync()
    {
        await work.WhenIdleAsync().WaitAsync(Patience);
        while (Signals.Take() is { Count: > 0 } signals)
        {
            foreach (var (queue, shard) in signals)
            {
                await All<IShardHandler>().Single(h => h.Queue == queue).HandleAsync(shard, CancellationToken.None);
            }

            await work.WhenIdleAsync().WaitAsync(Patience);
        }
    }

    /// <summary>Moves the clock; workflows run at their times.</summary>
    public async Task AdvanceToAsync(DateTimeOffset target)
    {
        await SettleAsync();
        await Clock.AdvanceToAsync(target).WaitAsync(Patience);
        await SettleAsync();
    }

    public Task AdvanceAsync(TimeSpan by) => AdvanceToAsync(Now + by);

    /// <summary>Runs a timer task as if it were due now.</summary>
    public async Task RunTimerAsync(string name)
    {
        await All<ITimerTask>().Single(t => t.Name == name).RunAsync(Now, CancellationToken.None);
        await SettleAsync();
    }

    /// <summary>Lets go of everything in memory as a crash would, and opens the same data again.</summary>
    public async Task RestartAsync()
    {
        var now = Now;
        await engine.DisposeAsync();
        await OpenAsync(now);
        await SettleAsync();
    }

    /// <summary>Does something in a process that dies at its nth commit, and starts the next one. False: there are not as many commits, nothing crashed.</summary>
    public async Task<bool> CrashesAsync(int commit, bool afterCommit, Func<Task> act)
    {
        Tables.CrashAt(commit, afterCommit);
        var acting = act();
        if (await Task.WhenAny(acting, Tables.Crashed) == acting)
        {
            await acting;
            return false;
        }

        await RestartAsync();
        return true;
    }

    public async ValueTask DisposeAsync()
    {
        // What is still at work must not meet a database that is being closed; after a crash nothing is answered any more.
        if (!Tables.Crashed.IsCompleted)
        {
            await engine.StopAsync().WaitAsync(Patience);
        }

        await engine.DisposeAsync();
        Clock.Dispose();
        database.Dispose();
    }

    private async Task OpenAsync(DateTimeOffset now)
    {
        work = new WorkTracker();
        time.Clock = Clock = new VirtualClock(now, work);
        Tables = new CrashingTables(decorate(new SqliteTableStore(database)));
        services = WithTimestamps(Register()).BuildServiceProvider();
        engine = services.GetRequiredService<WorkflowEngine>();
        PipelineServices.RegisterWorkflows(services);
        await engine.StartAsync();
    }

    private IServiceCollection WithTimestamps(IServiceCollection registered) => timestamps is null ? registered : registered.AddSingleton(timestamps);

    private IServiceCollection Register() => new ServiceCollection()
        .AddSingleton<TimeProvider>(Clock)
        .AddSingleton<ITableStore>(Tables)
        .AddSingleton<IBlobStore>(blobs)
        .AddSingleton<IShardSignals>(Signals)
        .AddSingleton<IMessageQueue>(Queue)
        .AddSingleton<IKeyVault>(vault)
        .AddSingleton<IRandomSource>(random)
        .AddSingleton<ICivilRegistry>(World)
        .AddSingleton<IExclusionRegistries>(World)
        .AddSingleton<IFaceMatcher>(World)
        .AddSingleton<IMessenger>(World)
        .AddSingleton<IPaymentPartner>(World)
        .AddSingleton<IBankChannel>(Bank)
        .AddSingleton<IRandomnessBeacon>(Beacon)
        .AddSingleton<IOperatorDirectory>(new TestOperators())
        .AddSingleton<IPartnerDirectory>(Partners)
        .AddSingleton<ILoggerFactory>(Log)
        .AddSingleton(typeof(ILogger<>), typeof(Logger<>))
        .AddSingleton(provider => new WorkflowEngine(
            provider.GetRequiredService<WorkflowCatalog>(), journal, Clock, work, options, Log))
        .AddSingleton<IWorkflowClient>(provider => provider.GetRequiredService<WorkflowEngine>())
        .AddPipeline();

    /// <summary>The time of whichever clock is the present one, for what outlives a restart.</summary>
    private sealed class RelayedTime : TimeProvider
    {
        public VirtualClock Clock { get; set; } = null!;

        public override DateTimeOffset GetUtcNow() => Clock.GetUtcNow();
    }
}
