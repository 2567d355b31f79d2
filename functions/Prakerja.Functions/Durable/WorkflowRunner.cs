using System.Text.Json;
using Microsoft.DurableTask;
using Prakerja.Pipeline;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Functions.Durable;

/// <summary>Runs the version of the workflow that an instance was started with.</summary>
public sealed class WorkflowRunner(WorkflowCatalog catalog)
{
    /// <summary>A failure is counted, since the host's logs, which tell of it too, are sampled: nobody's case may stand still unseen.</summary>
    public async Task<JsonElement> RunAsync(TaskOrchestrationContext context)
    {
        try
        {
            return await RunVersionAsync(context);
        }
        catch (Exception e)
        {
            PipelineMetrics.WorkflowFailed(context.Name.Name);
            if (e is ActivityFailedException)
            {
                throw;
            }

            throw new SafeException(e);
        }
    }

    private async Task<JsonElement> RunVersionAsync(TaskOrchestrationContext context)
    {
        var start = catalog.FromElement<WorkflowStart>(context.GetInput<JsonElement>());
        var workflow = catalog.Find(context.Name.Name, start.Version)
            ?? throw new InvalidOperationException($"This build has no version {start.Version} of workflow '{context.Name.Name}'.");
        return CatalogJson.ToElement(await workflow.RunAsync(new DurableWorkflowContext(context, catalog, start.Version), start.Input.ToBytes()));
    }
}
