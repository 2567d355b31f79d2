using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Prakerja.Web;

namespace Prakerja.Functions.Http;

/// <summary>The static pages.</summary>
public sealed class Pages(HttpRunner http)
{
    [Function("draw-page")]
    public Task<IResult> Draw([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "draw")] HttpRequest request) => http.PageAsync(WebPages.Draw, request);

    [Function("finance-page")]
    public Task<IResult> Finance([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "finance")] HttpRequest request) => http.PageAsync(WebPages.Finance, request);
}
