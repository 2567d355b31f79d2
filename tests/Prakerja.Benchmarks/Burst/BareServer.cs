using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Prakerja.Benchmarks.Burst;

/// <summary>The baseline: Kestrel with one endpoint that reads the body and answers 202.</summary>
internal static class BareServer
{
    public static async Task<int> RunAsync(string url)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls(url);
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.MapPost("/api/accounts", async (HttpContext http) =>
        {
            await http.Request.Body.CopyToAsync(Stream.Null);
            http.Response.StatusCode = 202;
            http.Response.ContentType = "application/json";
            await http.Response.WriteAsync("""{"status":"registered"}""");
        });
        app.MapGet("/api/health/ready", () => "ready");
        await app.RunAsync();
        return 0;
    }
}
