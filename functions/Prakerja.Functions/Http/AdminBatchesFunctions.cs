using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Prakerja.Functions.Http;

/// <summary>Batches, for operators.</summary>
public sealed class AdminBatchesFunctions(HttpRunner http)
{
    [Function("list-batches")]
    public Task<IResult> ListBatches([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/admin/batches")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("list-batches", request, durable);

    [Function("create-batch")]
    public Task<IResult> CreateBatch([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/admin/batches")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("create-batch", request, durable);

    [Function("get-batch")]
    public Task<IResult> GetBatch([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/admin/batches/{batch}")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("get-batch", request, durable);

    [Function("approve-batch")]
    public Task<IResult> ApproveBatch([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/admin/batches/{batch}/approval")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("approve-batch", request, durable);

    [Function("hold-batch")]
    public Task<IResult> HoldBatch([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/admin/batches/{batch}/hold")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("hold-batch", request, durable);

    [Function("batch-readiness")]
    public Task<IResult> BatchReadiness([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/admin/batches/{batch}/readiness")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("batch-readiness", request, durable);

    [Function("release-batch")]
    public Task<IResult> ReleaseBatch([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/admin/batches/{batch}/release")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("release-batch", request, durable);

    [Function("approve-release")]
    public Task<IResult> ApproveRelease([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/admin/batches/{batch}/release/approval")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("approve-release", request, durable);

    [Function("cancel-batch")]
    public Task<IResult> CancelBatch([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/admin/batches/{batch}/cancel")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("cancel-batch", request, durable);

    [Function("approve-cancellation")]
    public Task<IResult> ApproveCancellation([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/admin/batches/{batch}/cancel/approval")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("approve-cancellation", request, durable);
}
