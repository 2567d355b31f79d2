using System.Text;
using System.Text.Json;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Prakerja.Pipeline.Ports;
using RetryPolicy = Prakerja.Pipeline.Ports.RetryPolicy;

namespace Prakerja.Functions.Durable;

/// <summary>What a workflow may touch, over an orchestration of Durable Functions.</summary>
public sealed class DurableWorkflowContext(TaskOrchestrationContext context, WorkflowCatalog catalog, int version) : IWorkflowContext
{
    private const int MaxStatus = 4 * 1024;
    private readonly EventWaits events = new(context);

    public string InstanceId => context.InstanceId;

    public int Version => version;

    public DateTimeOffset UtcNow => new(DateTime.SpecifyKind(context.CurrentUtcDateTime, DateTimeKind.Utc));

    public bool IsReplaying => context.IsReplaying;

    public ILogger Logger => field ??= context.CreateReplaySafeLogger($"Prakerja.Workflows.{context.Name.Name}");

    public Guid NewGuid() => context.NewGuid();

    public async Task<TOut> CallActivityAsync<TIn, TOut>(ActivityName<TIn, TOut> activity, TIn input, RetryPolicy? retry = null)
    {
        try
        {
            return catalog.FromElement<TOut>(await context.CallActivityAsync<JsonElement>(activity.Name, catalog.ToElement(input), DurableRetry.Of(retry)));
        }
        catch (TaskFailedException e)
        {
            throw Failed("Activity", activity.Name, e);
        }
    }

    public async Task<TOut> CallWorkflowAsync<TIn, TOut>(WorkflowName<TIn, TOut> workflow, string instanceId, TIn input)
    {
        try
        {
            var start = WorkflowStart.Of(catalog, workflow.Name, input);
            return catalog.FromElement<TOut>(await context.CallSubOrchestratorAsync<JsonElement>(workflow.Name, start, new SubOrchestrationOptions(retry: null, instanceId)));
        }
        catch (TaskFailedException e)
        {
            throw Failed("Workflow", workflow.Name, e);
        }
    }

    /// <summary>Long ones are split by the worker, as far as the storage provider needs it.</summary>
    public Task DelayUntilAsync(DateTimeOffset due) =>
        due <= UtcNow ? Task.CompletedTask : context.CreateTimer(due.UtcDateTime, CancellationToken.None);

    public async Task<T> WaitForEventAsync<T>(string name) => catalog.FromElement<T>(await events.NextAsync(name));

    public async Task<EventWait<T>> WaitForEventAsync<T>(string name, DateTimeOffset until) =>
        await events.NextAsync(name, until, UtcNow) is { } payload ? new(true, catalog.FromElement<T>(payload)) : new(false, default);

    /// <summary>The same instance with the same version.</summary>
    public void ContinueAsNew<TIn>(TIn input)
    {
        events.Return();
        context.ContinueAsNew(JsonSerializer.SerializeToElement(new WorkflowStart(version, catalog.ToElement(input)), catalog.Json));
    }

    public void SetStatus(string status)
    {
        ArgumentNullException.ThrowIfNull(status);
        context.SetCustomStatus(Encoding.UTF8.GetByteCount(status) <= MaxStatus
            ? status
            : throw new ArgumentException($"A status has at most {MaxStatus} bytes.", nameof(status)));
    }

    /// <summary>The failure's text is types only: nothing leaves an activity or a workflow with more.</summary>
    private static ActivityFailedException Failed(string kind, string name, TaskFailedException e) =>
        new($"{kind} '{name}' failed: {e.FailureDetails.ErrorMessage}");
}
