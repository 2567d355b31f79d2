using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Prakerja.Functions.Http;

/// <summary>Settlements of platforms, for themselves and for finance.</summary>
public sealed class SettlementFunctions(HttpRunner http)
{
    [Function("partner-settlements")]
    public Task<IResult> PartnerSettlements([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/partners/settlements")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("partner-settlements", request, durable);

    [Function("partner-settlement")]
    public Task<IResult> PartnerSettlement([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/partners/settlements/{id}")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("partner-settlement", request, durable);

    [Function("list-settlements")]
    public Task<IResult> ListSettlements([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/admin/settlements")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("list-settlements", request, durable);

    [Function("get-settlement")]
    public Task<IResult> GetSettlement([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/admin/settlements/{id}")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("get-settlement", request, durable);

    [Function("propose-settlement")]
    public Task<IResult> ProposeSettlement([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/admin/settlements/{id}/proposal")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("propose-settlement", request, durable);

    [Function("approve-settlement")]
    public Task<IResult> ApproveSettlement([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/admin/settlements/{id}/approval")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("approve-settlement", request, durable);

    [Function("refuse-settlement")]
    public Task<IResult> RefuseSettlement([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/admin/settlements/{id}/refusal")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("refuse-settlement", request, durable);
}
