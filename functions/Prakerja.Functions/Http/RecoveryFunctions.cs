using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Prakerja.Functions.Http;

/// <summary>Money paid in error: for the person who owes it, and for finance.</summary>
public sealed class RecoveryFunctions(HttpRunner http)
{
    [Function("request-instalments")]
    public Task<IResult> RequestInstalments([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/me/recoveries/{id}/instalments")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("request-instalments", request, durable);

    [Function("list-recoveries")]
    public Task<IResult> ListRecoveries([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/admin/recoveries")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("list-recoveries", request, durable);

    [Function("claim-recovery")]
    public Task<IResult> ClaimRecovery([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/admin/recoveries")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("claim-recovery", request, durable);

    [Function("propose-repayment")]
    public Task<IResult> ProposeRepayment([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/admin/recoveries/{id}/repayments")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("propose-repayment", request, durable);

    [Function("propose-instalments")]
    public Task<IResult> ProposeInstalments([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/admin/recoveries/{id}/instalments")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("propose-instalments", request, durable);

    [Function("propose-write-off")]
    public Task<IResult> ProposeWriteOff([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/admin/recoveries/{id}/write-off")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("propose-write-off", request, durable);

    [Function("approve-recovery")]
    public Task<IResult> ApproveRecovery([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/admin/recoveries/{id}/proposals/{number}/approval")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("approve-recovery", request, durable);

    [Function("refuse-recovery")]
    public Task<IResult> RefuseRecovery([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/admin/recoveries/{id}/proposals/{number}/refusal")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("refuse-recovery", request, durable);
}
