using System.Text.Json;
using Microsoft.DurableTask.Client;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Functions.Durable;

/// <summary>What the back end knows of an instance, in the pipeline's terms.</summary>
internal static class DurableStatus
{
    public static WorkflowStatus Of(OrchestrationMetadata found, WorkflowCatalog catalog)
    {
        var state = StateOf(found.RuntimeStatus);
        return new WorkflowStatus(
            found.InstanceId, found.Name, VersionOf(found, catalog), state, found.CreatedAt, found.IsCompleted ? found.LastUpdatedAt : null,
            TextOf(found.SerializedCustomStatus),
            state == WorkflowState.Completed ? found.SerializedOutput : null,
            state == WorkflowState.Terminated ? TextOf(found.SerializedOutput) : found.FailureDetails?.ErrorMessage);
    }

    private static WorkflowState StateOf(OrchestrationRuntimeStatus status) => status switch
    {
        OrchestrationRuntimeStatus.Completed => WorkflowState.Completed,
        OrchestrationRuntimeStatus.Failed => WorkflowState.Failed,
        OrchestrationRuntimeStatus.Terminated => WorkflowState.Terminated,
        _ => WorkflowState.Running,
    };

    private static int VersionOf(OrchestrationMetadata found, WorkflowCatalog catalog) =>
        found.SerializedInput is { } input ? JsonSerializer.Deserialize<WorkflowStart>(input, catalog.Json)!.Version : catalog.Latest(found.Name).Version;

    private static string? TextOf(string? json) => json is null ? null : JsonSerializer.Deserialize<string?>(json);
}
