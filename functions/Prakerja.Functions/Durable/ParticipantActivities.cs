using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Prakerja.Functions.Durable;

/// <summary>What a participant's workflows do.</summary>
public sealed class ParticipantActivities(ActivityRunner activities)
{
    [Function("PlanLeg")]
    public Task<JsonElement> PlanLeg([ActivityTrigger] JsonElement input, [DurableClient] DurableTaskClient durable) => activities.RunAsync("PlanLeg", input, durable);

    [Function("EndLeg")]
    public Task<JsonElement> EndLeg([ActivityTrigger] JsonElement input, [DurableClient] DurableTaskClient durable) => activities.RunAsync("EndLeg", input, durable);

    [Function("CheckIdentity")]
    public Task<JsonElement> CheckIdentity([ActivityTrigger] JsonElement input, [DurableClient] DurableTaskClient durable) => activities.RunAsync("CheckIdentity", input, durable);

    [Function("ApplyTraining")]
    public Task<JsonElement> ApplyTraining([ActivityTrigger] JsonElement input, [DurableClient] DurableTaskClient durable) => activities.RunAsync("ApplyTraining", input, durable);

    [Function("RequestAccountCheck")]
    public Task<JsonElement> RequestAccountCheck([ActivityTrigger] JsonElement input, [DurableClient] DurableTaskClient durable) => activities.RunAsync("RequestAccountCheck", input, durable);

    [Function("InstructPayout")]
    public Task<JsonElement> InstructPayout([ActivityTrigger] JsonElement input, [DurableClient] DurableTaskClient durable) => activities.RunAsync("InstructPayout", input, durable);

    [Function("InquirePayout")]
    public Task<JsonElement> InquirePayout([ActivityTrigger] JsonElement input, [DurableClient] DurableTaskClient durable) => activities.RunAsync("InquirePayout", input, durable);

    [Function("AdvancePayout")]
    public Task<JsonElement> AdvancePayout([ActivityTrigger] JsonElement input, [DurableClient] DurableTaskClient durable) => activities.RunAsync("AdvancePayout", input, durable);

    [Function("WakeReleased")]
    public Task<JsonElement> WakeReleased([ActivityTrigger] JsonElement input, [DurableClient] DurableTaskClient durable) => activities.RunAsync("WakeReleased", input, durable);

    [Function("CountListing")]
    public Task<JsonElement> CountListing([ActivityTrigger] JsonElement input, [DurableClient] DurableTaskClient durable) => activities.RunAsync("CountListing", input, durable);

    [Function("ApplyListingPart")]
    public Task<JsonElement> ApplyListingPart([ActivityTrigger] JsonElement input, [DurableClient] DurableTaskClient durable) => activities.RunAsync("ApplyListingPart", input, durable);

    [Function("FinishListing")]
    public Task<JsonElement> FinishListing([ActivityTrigger] JsonElement input, [DurableClient] DurableTaskClient durable) => activities.RunAsync("FinishListing", input, durable);
}
