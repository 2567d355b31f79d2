using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Prakerja.Functions.Http;

/// <summary>
/// Every path and method that nothing else serves. The host tries routes in the order of the functions' names, not by how specific they
/// are, so this name comes after all others.
/// </summary>
public sealed class UnknownRoutes(HttpRunner http)
{
    [Function("zz-unknown-route")]
    public Task<IResult> Refuse(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", "delete", "patch", "options", Route = "{*path}")] HttpRequest request) =>
        http.RefuseAsync(request);
}
