using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Tests.Harness;

/// <summary>Starts nothing: for tests that order the steps of an act, which a workflow would go on taking in the actor's name.</summary>
public sealed class NoWorkflows : IWorkflowClient
{
    public Task<StartOutcome> StartAsync<TIn, TOut>(WorkflowName<TIn, TOut> workflow, string instanceId, TIn input, CancellationToken cancellation = default) =>
        Task.FromResult(StartOutcome.Started);

    public Task SignalAsync<TIn, TOut>(WorkflowName<TIn, TOut> workflow, string instanceId, TIn input, string eventName, CancellationToken cancellation = default) =>
        Task.CompletedTask;

    public Task<bool> RaiseEventAsync<T>(string instanceId, string eventName, T payload, CancellationToken cancellation = default) => Task.FromResult(false);

    public Task<WorkflowStatus?> GetAsync(string instanceId, CancellationToken cancellation = default) => Task.FromResult<WorkflowStatus?>(null);

    public Task<bool> TerminateAsync(string instanceId, string reason, CancellationToken cancellation = default) => Task.FromResult(false);

    public Task<bool> PurgeAsync(string instanceId, CancellationToken cancellation = default) => Task.FromResult(false);
}
