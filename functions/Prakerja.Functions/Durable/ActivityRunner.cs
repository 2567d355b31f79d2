using System.Text.Json;
using Microsoft.DurableTask.Client;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Functions.Durable;

/// <summary>Runs the activity of a name.</summary>
public sealed class ActivityRunner(WorkflowCatalog catalog, DurableClients clients)
{
    public async Task<JsonElement> RunAsync(string name, JsonElement input, DurableTaskClient durable)
    {
        clients.Use(durable);
        var activity = catalog.FindActivity(name) ?? throw new InvalidOperationException($"No activity is named '{name}'.");
        return CatalogJson.ToElement(await activity.RunAsync(input.ToBytes(), CancellationToken.None));
    }
}
