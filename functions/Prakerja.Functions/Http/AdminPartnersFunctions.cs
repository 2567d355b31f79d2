using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Prakerja.Functions.Http;

/// <summary>Partners and their keys, for operators.</summary>
public sealed class AdminPartnersFunctions(HttpRunner http)
{
    [Function("propose-partner")]
    public Task<IResult> ProposePartner([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/admin/partners")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("propose-partner", request, durable);

    [Function("approve-partner")]
    public Task<IResult> ApprovePartner([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/admin/partners/{id}/proposals/{number}/approval")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("approve-partner", request, durable);

    [Function("list-partners")]
    public Task<IResult> ListPartners([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/admin/partners")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("list-partners", request, durable);
}
