using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Prakerja.Functions.Durable;

/// <summary>One orchestrator for each workflow; which of its versions runs is in its input.</summary>
public sealed class WorkflowFunctions(WorkflowRunner workflows)
{
    [Function("AccountCheck")]
    public Task<JsonElement> AccountCheck([OrchestrationTrigger] TaskOrchestrationContext context) => workflows.RunAsync(context);

    [Function("ApplyListing")]
    public Task<JsonElement> ApplyListing([OrchestrationTrigger] TaskOrchestrationContext context) => workflows.RunAsync(context);

    [Function("AwardBatch")]
    public Task<JsonElement> AwardBatch([OrchestrationTrigger] TaskOrchestrationContext context) => workflows.RunAsync(context);

    [Function("CallReserve")]
    public Task<JsonElement> CallReserve([OrchestrationTrigger] TaskOrchestrationContext context) => workflows.RunAsync(context);

    [Function("FreezeShard")]
    public Task<JsonElement> FreezeShard([OrchestrationTrigger] TaskOrchestrationContext context) => workflows.RunAsync(context);

    [Function("IdentityVerification")]
    public Task<JsonElement> IdentityVerification([OrchestrationTrigger] TaskOrchestrationContext context) => workflows.RunAsync(context);

    [Function("IncentivePayout")]
    public Task<JsonElement> IncentivePayout([OrchestrationTrigger] TaskOrchestrationContext context) => workflows.RunAsync(context);

    [Function("ParticipantLifecycle")]
    public Task<JsonElement> ParticipantLifecycle([OrchestrationTrigger] TaskOrchestrationContext context) => workflows.RunAsync(context);

    [Function("Reconciliation")]
    public Task<JsonElement> Reconciliation([OrchestrationTrigger] TaskOrchestrationContext context) => workflows.RunAsync(context);

    [Function("Settlement")]
    public Task<JsonElement> Settlement([OrchestrationTrigger] TaskOrchestrationContext context) => workflows.RunAsync(context);

    [Function("ReleasePayouts")]
    public Task<JsonElement> ReleasePayouts([OrchestrationTrigger] TaskOrchestrationContext context) => workflows.RunAsync(context);

    [Function("TrainingJourney")]
    public Task<JsonElement> TrainingJourney([OrchestrationTrigger] TaskOrchestrationContext context) => workflows.RunAsync(context);

    [Function("WeeklyBatch")]
    public Task<JsonElement> WeeklyBatch([OrchestrationTrigger] TaskOrchestrationContext context) => workflows.RunAsync(context);
}
