using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Prakerja.Functions.Http;

/// <summary>District offices, for people without a phone.</summary>
public sealed class OfficesFunctions(HttpRunner http)
{
    [Function("list-office-registrations")]
    public Task<IResult> ListOfficeRegistrations([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/offices/registrations")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("list-office-registrations", request, durable);

    [Function("post-office-registrations")]
    public Task<IResult> PostOfficeRegistrations([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/offices/registrations")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("post-office-registrations", request, durable);

    [Function("put-office-photo")]
    public Task<IResult> PutOfficePhoto([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/offices/registrations/{id}/photos/{photo}")] HttpRequest request, [DurableClient] DurableTaskClient durable) =>
        http.RunAsync("put-office-photo", request, durable);
}
