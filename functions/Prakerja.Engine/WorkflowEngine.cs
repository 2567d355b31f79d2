using Microsoft.Extensions.Logging;
using Prakerja.Engine.Instances;
using Prakerja.Engine.Journal;
using Prakerja.Engine.Time;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Engine;

/// <summary>
/// Runs the workflows of a catalog durably over a journal. Start it before use; after a stop or a crash, make a new one over
/// the same journal. Everything due now is entered in <paramref name="work"/>; waiting for a future time is not.
/// </summary>
public sealed class WorkflowEngine(
    WorkflowCatalog catalog, IJournal journal, TimeProvider clock, WorkTracker work, EngineOptions options, ILoggerFactory loggers)
    : IWorkflowClient, IAsyncDisposable
{
    private EngineCore? core;

    /// <summary>Instances in memory at the moment, waiting ones included.</summary>
    public int InstancesInMemory => core?.Count ?? 0;

    private EngineCore Core => core ?? throw new InvalidOperationException("The workflow engine is not started.");

    /// <summary>Takes up what the journal holds. Everything runs on the synchronisation context current now, if there is one.</summary>
    public Task StartAsync(CancellationToken cancellation = default)
    {
        if (core is not null)
        {
            throw new InvalidOperationException("The workflow engine was started before.");
        }

        core = new EngineCore(catalog, journal, clock, work, options, loggers);
        var (waiting, replayed) = (0, 0);
        foreach (var instance in journal.ReadRunning())
        {
            cancellation.ThrowIfCancellationRequested();
            if (instance.ParkedUntil is not { } until)
            {
                replayed++;
                core.Post(instance.Id, new WakeItem());
                continue;
            }

            waiting++;
            core.Timers.Set(instance.Id, until == DateTimeOffset.MaxValue ? null : until);
        }

        core.Log.EngineStarted(waiting, replayed);
        return Task.CompletedTask;
    }

    /// <summary>Begins nothing new and waits for running activities and what they cause in the journal; a cancellation gives them up.</summary>
    public async Task StopAsync(CancellationToken cancellation = default)
    {
        if (core is null)
        {
            return;
        }

        core.Stop();
        await using var giveUp = cancellation.Register(core.Activities.Abandon);
        await core.Active.WhenIdleAsync().WaitAsync(cancellation);
        core.Log.EngineStopped();
    }

    /// <summary>Lets go without waiting; what was under way is taken up by the next engine.</summary>
    public ValueTask DisposeAsync()
    {
        core?.Stop();
        return ValueTask.CompletedTask;
    }

    public Task<StartOutcome> StartAsync<TIn, TOut>(
        WorkflowName<TIn, TOut> workflow, string instanceId, TIn input, CancellationToken cancellation = default)
    {
        catalog.Latest(workflow.Name);
        return AskAsync(instanceId, new StartItem(workflow.Name, catalog.Serialize(input)), cancellation);
    }

    public Task SignalAsync<TIn, TOut>(
        WorkflowName<TIn, TOut> workflow, string instanceId, TIn input, string eventName, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        catalog.Latest(workflow.Name);
        var start = new StartItem(workflow.Name, catalog.Serialize(input));
        return AskAsync(instanceId, new EventItem(eventName, catalog.Serialize(Nothing.Value), start), cancellation);
    }

    public Task<bool> RaiseEventAsync<T>(string instanceId, string eventName, T payload, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        return AskAsync(instanceId, new EventItem(eventName, catalog.Serialize(payload), start: null), cancellation);
    }

    public Task<WorkflowStatus?> GetAsync(string instanceId, CancellationToken cancellation = default) =>
        Task.FromResult(Core.Find(instanceId)?.Status ?? Stored(instanceId));

    public Task<bool> TerminateAsync(string instanceId, string reason, CancellationToken cancellation = default) =>
        AskAsync(instanceId, new TerminateItem(reason), cancellation);

    public Task<bool> PurgeAsync(string instanceId, CancellationToken cancellation = default) =>
        AskAsync(instanceId, new PurgeItem(), cancellation);

    /// <summary>The history of the current or last run as JSON lines (<see cref="HistoryReplayer"/>); empty if there is none (any more).</summary>
    public Task<IReadOnlyList<string>> ReadHistoryAsync(string instanceId) =>
        Task.FromResult(journal.Find(instanceId) is { Input.IsEmpty: false } header ? HistoryReplayer.Export(header, journal.ReadHistory(header.Run)) : []);

    private Task<T> AskAsync<T>(string instanceId, InstanceRequest<T> request, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        cancellation.ThrowIfCancellationRequested();
        Core.Post(instanceId, request);
        return request.Reply.WaitAsync(cancellation);
    }

    private WorkflowStatus? Stored(string instanceId)
    {
        var status = journal.Find(instanceId)?.ToStatus();
        return status is { State: WorkflowState.Running } && catalog.Find(status.Workflow, status.Version) is null
            ? status with { Error = $"Suspended: this build has no version {status.Version} of workflow '{status.Workflow}'." }
            : status;
    }
}
