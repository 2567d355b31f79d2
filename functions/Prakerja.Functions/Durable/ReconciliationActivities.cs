using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Prakerja.Functions.Durable;

/// <summary>What the reconciliation does.</summary>
public sealed class ReconciliationActivities(ActivityRunner activities)
{
    [Function("PlanReconciliation")]
    public Task<JsonElement> PlanReconciliation([ActivityTrigger] JsonElement input, [DurableClient] DurableTaskClient durable) => activities.RunAsync("PlanReconciliation", input, durable);

    [Function("ReconcileDay")]
    public Task<JsonElement> ReconcileDay([ActivityTrigger] JsonElement input, [DurableClient] DurableTaskClient durable) => activities.RunAsync("ReconcileDay", input, durable);

    [Function("CompleteReconciliation")]
    public Task<JsonElement> CompleteReconciliation([ActivityTrigger] JsonElement input, [DurableClient] DurableTaskClient durable) => activities.RunAsync("CompleteReconciliation", input, durable);
}
