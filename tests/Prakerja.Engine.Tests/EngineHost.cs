using Microsoft.Extensions.Logging.Abstractions;
using Prakerja.Contracts.Workflows;
using Prakerja.Engine.Journal;
using Prakerja.Engine.Time;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Engine.Tests;

/// <summary>An engine in virtual time; <see cref="RestartAsync"/> replaces it by a new one over the same journal.</summary>
public sealed class EngineHost : IWorkflowHost
{
    public static readonly DateTimeOffset Beginning = new(2026, 1, 5, 1, 0, 0, TimeSpan.Zero);

    private readonly TestJournal journal;
    private readonly EngineOptions options;
    private DateTimeOffset now = Beginning;

    private EngineHost(TestJournal journal, EngineOptions? options) =>
        (this.journal, this.options) = (journal, options ?? EngineOptions.Default);

    public IJournal Journal => journal.Current;

    public WorkTracker Work { get; private set; } = new();

    public VirtualClock Clock { get; private set; } = null!;

    public WorkflowEngine Engine { get; private set; } = null!;

    public IWorkflowClient Client => Engine;

    public static async Task<EngineHost> StartAsync(WorkflowCatalog catalog, TestJournal journal, EngineOptions? options = null)
    {
        var host = new EngineHost(journal, options);
        await host.OpenAsync(catalog);
        return host;
    }

    /// <summary>Lets go of the engine as a crash would, and opens the journal again.</summary>
    public async Task RestartAsync(WorkflowCatalog catalog)
    {
        now = Clock.GetUtcNow();
        await Engine.DisposeAsync();
        await SettleAsync();
        journal.Reopen();
        Work = new WorkTracker();
        await OpenAsync(catalog);
        await SettleAsync();
    }

    public Task SettleAsync() => Work.WhenIdleAsync().WaitAsync(TimeSpan.FromSeconds(30));

    public Task AdvanceAsync(TimeSpan by) => Clock.AdvanceToAsync(Clock.GetUtcNow() + by).WaitAsync(TimeSpan.FromSeconds(30));

    public async ValueTask DisposeAsync()
    {
        await Engine.DisposeAsync();
        Clock.Dispose();
        journal.Dispose();
    }

    private async Task OpenAsync(WorkflowCatalog catalog)
    {
        Clock = new VirtualClock(now, Work);
        Engine = new WorkflowEngine(catalog, journal.Current, Clock, Work, options, NullLoggerFactory.Instance);
        await Engine.StartAsync();
    }
}
