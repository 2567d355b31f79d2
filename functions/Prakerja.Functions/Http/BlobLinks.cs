using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Prakerja.Functions.Http;

/// <summary>Photos, for whoever holds a read link that has not expired.</summary>
public sealed class BlobLinks(HttpRunner http)
{
    [Function("blob-link")]
    public Task<IResult> Read([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "blobs/{container}/{*name}")] HttpRequest request) => http.BlobAsync(request);
}
