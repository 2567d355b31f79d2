using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Prakerja.Functions.Http;

/// <summary>Payouts that need a person, for finance.</summary>
public sealed class AdminCasesFunctions(HttpRunner http)
{
    [Function("own-payout-case")]
    public Task<IResult> OwnPayoutCase([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/admin/payouts/{kind}/{id}/owner")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("own-payout-case", request, durable);

    [Function("note-payout-case")]
    public Task<IResult> NotePayoutCase([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/admin/payouts/{kind}/{id}/notes")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("note-payout-case", request, durable);

    [Function("propose-case-resolution")]
    public Task<IResult> ProposeCaseResolution([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/admin/payouts/{kind}/{id}/resolutions")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("propose-case-resolution", request, durable);

    [Function("approve-case-resolution")]
    public Task<IResult> ApproveCaseResolution([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/admin/payouts/{kind}/{id}/resolutions/{number}/approval")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("approve-case-resolution", request, durable);
}
