using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Prakerja.Functions.Http;

/// <summary>Payout runs and stopped payouts, for finance and auditors.</summary>
public sealed class AdminPayoutsFunctions(HttpRunner http)
{
    [Function("list-payout-runs")]
    public Task<IResult> ListPayoutRuns([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/admin/payout-runs")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("list-payout-runs", request, durable);

    [Function("get-payout-run")]
    public Task<IResult> GetPayoutRun([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/admin/payout-runs/{run}")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("get-payout-run", request, durable);

    [Function("propose-run-release")]
    public Task<IResult> ProposeRunRelease([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/admin/payout-runs/{run}/release")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("propose-run-release", request, durable);

    [Function("approve-run-release")]
    public Task<IResult> ApproveRunRelease([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/admin/payout-runs/{run}/release/{round}/approval")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("approve-run-release", request, durable);

    [Function("refuse-run-release")]
    public Task<IResult> RefuseRunRelease([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/admin/payout-runs/{run}/release/{round}/refusal")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("refuse-run-release", request, durable);

    [Function("stop-payout")]
    public Task<IResult> StopPayout([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/admin/payouts/{reference}/stop")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("stop-payout", request, durable);

    [Function("list-payout-stops")]
    public Task<IResult> ListPayoutStops([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/admin/payout-stops")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("list-payout-stops", request, durable);

    [Function("propose-stop-lifting")]
    public Task<IResult> ProposeStopLifting([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/admin/payouts/{reference}/stop/lifting")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("propose-stop-lifting", request, durable);

    [Function("approve-stop-lifting")]
    public Task<IResult> ApproveStopLifting([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/admin/payouts/{reference}/stop/lifting/approval")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("approve-stop-lifting", request, durable);
}
