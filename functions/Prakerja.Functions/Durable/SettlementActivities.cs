using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Prakerja.Functions.Durable;

/// <summary>What the settlement of a platform's week does.</summary>
public sealed class SettlementActivities(ActivityRunner activities)
{
    [Function("MakeSettlement")]
    public Task<JsonElement> MakeSettlement([ActivityTrigger] JsonElement input, [DurableClient] DurableTaskClient durable) => activities.RunAsync("MakeSettlement", input, durable);

    [Function("PaySettlement")]
    public Task<JsonElement> PaySettlement([ActivityTrigger] JsonElement input, [DurableClient] DurableTaskClient durable) => activities.RunAsync("PaySettlement", input, durable);
}
