using System.Text.Json;
using DurableTask.Core.Exceptions;
using Grpc.Core;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Functions.Durable;

/// <summary>
/// Orchestrations of Durable Functions by fixed ids. A start names the states that count as running, since some storage providers end a
/// running instance otherwise.
/// </summary>
public sealed class DurableWorkflowClient(DurableClients clients, WorkflowCatalog catalog) : IWorkflowClient
{
    private static readonly OrchestrationRuntimeStatus[] Alive =
        [OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended];

    public async Task<StartOutcome> StartAsync<TIn, TOut>(WorkflowName<TIn, TOut> workflow, string instanceId, TIn input, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        var start = WorkflowStart.Of(catalog, workflow.Name, input);
        var options = new StartOrchestrationOptions(instanceId).WithDedupeStatuses(Alive);
        try
        {
            await ReachAsync(client => client.ScheduleNewOrchestrationInstanceAsync(workflow.Name, start, options, cancellation));
            return StartOutcome.Started;
        }
        catch (OrchestrationAlreadyExistsException)
        {
            return StartOutcome.AlreadyRunning;
        }
    }

    /// <summary>An event that a running instance ends without taking is repaired by starting it again; in the moment between, by the sweep.</summary>
    public async Task SignalAsync<TIn, TOut>(
        WorkflowName<TIn, TOut> workflow, string instanceId, TIn input, string eventName, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        if (await StartAsync(workflow, instanceId, input, cancellation) == StartOutcome.Started)
        {
            return;
        }

        await RaiseAsync(instanceId, eventName, catalog.ToElement(Nothing.Value), cancellation);
        if (await FindAsync(instanceId, false, cancellation) is not { IsCompleted: false })
        {
            await StartAsync(workflow, instanceId, input, cancellation);
        }
    }

    public async Task<bool> RaiseEventAsync<T>(string instanceId, string eventName, T payload, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(eventName);
        if (await FindAsync(instanceId, false, cancellation) is not { IsCompleted: false })
        {
            return false;
        }

        return await RaiseAsync(instanceId, eventName, catalog.ToElement(payload), cancellation);
    }

    public async Task<WorkflowStatus?> GetAsync(string instanceId, CancellationToken cancellation = default) =>
        await FindAsync(instanceId, true, cancellation) is { } found ? DurableStatus.Of(found, catalog) : null;

    public async Task<bool> TerminateAsync(string instanceId, string reason, CancellationToken cancellation = default)
    {
        if (await FindAsync(instanceId, false, cancellation) is not { IsCompleted: false })
        {
            return false;
        }

        return await ReachAsync(async client =>
        {
            await client.TerminateInstanceAsync(instanceId, new TerminateInstanceOptions(reason, Recursive: true), cancellation);
            return true;
        });
    }

    public async Task<bool> PurgeAsync(string instanceId, CancellationToken cancellation = default) =>
        await FindAsync(instanceId, false, cancellation) is { IsCompleted: true }
        && (await ReachAsync(client => client.PurgeInstanceAsync(instanceId, cancellation: cancellation))).PurgedInstanceCount > 0;

    private Task<OrchestrationMetadata?> FindAsync(string instanceId, bool withData, CancellationToken cancellation) =>
        ReachAsync(client => client.GetInstancesAsync(instanceId, withData, cancellation));

    /// <summary>False: it has ended, and this host says so (host.json has it keep quiet).</summary>
    private Task<bool> RaiseAsync(string instanceId, string eventName, JsonElement payload, CancellationToken cancellation) => ReachAsync(async client =>
    {
        try
        {
            await client.RaiseEventAsync(instanceId, eventName, payload, cancellation);
            return true;
        }
        catch (RpcException e) when (e.StatusCode is StatusCode.NotFound or StatusCode.FailedPrecondition)
        {
            return false;
        }
    });

    /// <summary>The host or its storage being away is passing trouble, like that of any other store.</summary>
    private async Task<T> ReachAsync<T>(Func<DurableTaskClient, Task<T>> call)
    {
        try
        {
            return await call(clients.Current);
        }
        catch (RpcException e)
        {
            throw new StoreUnavailableException($"The workflow back end answered {e.StatusCode}.", e);
        }
    }
}
