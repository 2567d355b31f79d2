namespace Prakerja.Pipeline.Ports;

/// <summary>Starts, wakes, inspects and ends workflow instances; all by fixed ids that the caller chooses.</summary>
public interface IWorkflowClient
{
    /// <summary>Durable when the task completes. An id that is pending or running is left alone; one that has ended is started anew.</summary>
    Task<StartOutcome> StartAsync<TIn, TOut>(WorkflowName<TIn, TOut> workflow, string instanceId, TIn input, CancellationToken cancellation = default);

    /// <summary>
    /// Delivers an event; an instance that is not there (or has ended) is started with <paramref name="input"/> instead. An event that
    /// reaches an instance too late to be consumed starts it again where the back end can tell; elsewhere the sweep repairs it.
    /// </summary>
    Task SignalAsync<TIn, TOut>(WorkflowName<TIn, TOut> workflow, string instanceId, TIn input, string eventName, CancellationToken cancellation = default);

    /// <summary>Delivers an event with a payload to a running instance. False if there is none.</summary>
    Task<bool> RaiseEventAsync<T>(string instanceId, string eventName, T payload, CancellationToken cancellation = default);

    Task<WorkflowStatus?> GetAsync(string instanceId, CancellationToken cancellation = default);

    /// <summary>Ends a running instance at once, children included. False if it is not running.</summary>
    Task<bool> TerminateAsync(string instanceId, string reason, CancellationToken cancellation = default);

    /// <summary>Removes an ended instance and its history. False if it is not there or still running.</summary>
    Task<bool> PurgeAsync(string instanceId, CancellationToken cancellation = default);
}

public enum StartOutcome
{
    Started,
    AlreadyRunning,
}

public enum WorkflowState
{
    Running,
    Completed,
    Failed,
    Terminated,
}

/// <param name="Output">JSON of the output, when completed.</param>
/// <param name="Error">Why, when failed or terminated.</param>
public sealed record WorkflowStatus(
    string InstanceId, string Workflow, int Version, WorkflowState State, DateTimeOffset StartedAt, DateTimeOffset? EndedAt,
    string? CustomStatus, string? Output, string? Error);
