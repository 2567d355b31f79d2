using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Prakerja.Functions.Http;

/// <summary>What anybody may read.</summary>
public sealed class PublicFunctions(HttpRunner http)
{
    [Function("jwks")]
    public Task<IResult> Jwks([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = ".well-known/jwks.json")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("jwks", request, durable);

    [Function("open-batches")]
    public Task<IResult> OpenBatches([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/batches")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("open-batches", request, durable);

    [Function("health-live")]
    public Task<IResult> HealthLive([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/health/live")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("health-live", request, durable);

    [Function("health-ready")]
    public Task<IResult> HealthReady([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/health/ready")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("health-ready", request, durable);

    [Function("get-openapi")]
    public Task<IResult> GetOpenapi([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/openapi.json")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("get-openapi", request, durable);

    [Function("list-audit-roots")]
    public Task<IResult> ListAuditRoots([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/public/audit/roots")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("list-audit-roots", request, durable);

    [Function("get-audit-root")]
    public Task<IResult> GetAuditRoot([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/public/audit/roots/{day}")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("get-audit-root", request, durable);

    [Function("list-receipt-roots")]
    public Task<IResult> ListReceiptRoots([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/public/receipts/roots")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("list-receipt-roots", request, durable);

    [Function("get-receipt-root")]
    public Task<IResult> GetReceiptRoot([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/public/receipts/roots/{hour}")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("get-receipt-root", request, durable);

    [Function("public-batches")]
    public Task<IResult> PublicBatches([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/public/batches")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("public-batches", request, durable);

    [Function("ticket-proof")]
    public Task<IResult> TicketProof([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/public/batches/{batch}/draw/tickets/{ticket}")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("ticket-proof", request, durable);

    [Function("draw-file")]
    public Task<IResult> DrawFile([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/public/batches/{batch}/draw/{file}")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("draw-file", request, durable);

    [Function("get-public-funnel")]
    public Task<IResult> GetPublicFunnel([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/public/funnel")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("get-public-funnel", request, durable);

    [Function("get-statistics")]
    public Task<IResult> GetStatistics([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/public/statistics")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("get-statistics", request, durable);
}
