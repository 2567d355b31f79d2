using System.Text.Json;
using Microsoft.DurableTask;
using Prakerja.Pipeline;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Functions.Durable;

/// <summary>Runs the version of the workflow that an instance was started with.</summary>
public sealed class WorkflowRunner(WorkflowCatalog catalog)
{
    public async Task<JsonElement> RunAsync(TaskOrchestrationContext context)
    {
        var start = catalog.FromElement<WorkflowStart>(context.GetInput<JsonElement>());
        var workflow = catalog.Find(context.Name.Name, start.Version)
            ?? throw new InvalidOperationException($"This build has no version {start.Version} of workflow '{context.Name.Name}'.");
        try
        {
            return CatalogJson.ToElement(await workflow.RunAsync(new DurableWorkflowContext(context, catalog, start.Version), start.Input.ToBytes()));
        }
        catch (Exception e) when (e is not ActivityFailedException)
        {
            throw new SafeException(e);
        }
    }
}
