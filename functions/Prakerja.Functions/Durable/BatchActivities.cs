using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Prakerja.Functions.Durable;

/// <summary>What the workflows of a batch do.</summary>
public sealed class BatchActivities(ActivityRunner activities)
{
    [Function("AwardSelected")]
    public Task<JsonElement> AwardSelected([ActivityTrigger] JsonElement input, [DurableClient] DurableTaskClient durable) => activities.RunAsync("AwardSelected", input, durable);

    [Function("FillPlace")]
    public Task<JsonElement> FillPlace([ActivityTrigger] JsonElement input, [DurableClient] DurableTaskClient durable) => activities.RunAsync("FillPlace", input, durable);

    [Function("PlanBatch")]
    public Task<JsonElement> PlanBatch([ActivityTrigger] JsonElement input, [DurableClient] DurableTaskClient durable) => activities.RunAsync("PlanBatch", input, durable);

    [Function("OpenBatch")]
    public Task<JsonElement> OpenBatch([ActivityTrigger] JsonElement input, [DurableClient] DurableTaskClient durable) => activities.RunAsync("OpenBatch", input, durable);

    [Function("CloseBatch")]
    public Task<JsonElement> CloseBatch([ActivityTrigger] JsonElement input, [DurableClient] DurableTaskClient durable) => activities.RunAsync("CloseBatch", input, durable);

    [Function("FreezeCandidates")]
    public Task<JsonElement> FreezeCandidates([ActivityTrigger] JsonElement input, [DurableClient] DurableTaskClient durable) => activities.RunAsync("FreezeCandidates", input, durable);

    [Function("CommitEntries")]
    public Task<JsonElement> CommitEntries([ActivityTrigger] JsonElement input, [DurableClient] DurableTaskClient durable) => activities.RunAsync("CommitEntries", input, durable);

    [Function("AskBeacon")]
    public Task<JsonElement> AskBeacon([ActivityTrigger] JsonElement input, [DurableClient] DurableTaskClient durable) => activities.RunAsync("AskBeacon", input, durable);

    [Function("DrawBatch")]
    public Task<JsonElement> DrawBatch([ActivityTrigger] JsonElement input, [DurableClient] DurableTaskClient durable) => activities.RunAsync("DrawBatch", input, durable);

    [Function("AnnounceBatch")]
    public Task<JsonElement> AnnounceBatch([ActivityTrigger] JsonElement input, [DurableClient] DurableTaskClient durable) => activities.RunAsync("AnnounceBatch", input, durable);

    [Function("EndAwards")]
    public Task<JsonElement> EndAwards([ActivityTrigger] JsonElement input, [DurableClient] DurableTaskClient durable) => activities.RunAsync("EndAwards", input, durable);

    [Function("FinishBatch")]
    public Task<JsonElement> FinishBatch([ActivityTrigger] JsonElement input, [DurableClient] DurableTaskClient durable) => activities.RunAsync("FinishBatch", input, durable);
}
