using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Prakerja.Functions.Http;

/// <summary>The audit trail and the funnel, for staff.</summary>
public sealed class AdminAuditFunctions(HttpRunner http)
{
    [Function("list-audit")]
    public Task<IResult> ListAudit([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/admin/audit")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("list-audit", request, durable);

    [Function("check-audit-chain")]
    public Task<IResult> CheckAuditChain([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/admin/audit/{chain}/check")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("check-audit-chain", request, durable);

    [Function("get-funnel")]
    public Task<IResult> GetFunnel([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/admin/funnel")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("get-funnel", request, durable);
}
