using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Microsoft.DurableTask.Client;
using Prakerja.Azure.Blobs;
using Prakerja.Functions.Durable;
using Prakerja.Pipeline.Http;
using Endpoint = Prakerja.Pipeline.Http.Endpoint;

namespace Prakerja.Functions.Http;

/// <summary>Runs the pipeline's endpoint of a name, as the local host does: the reply is written to the response.</summary>
public sealed class HttpRunner(IReadOnlyList<Endpoint> endpoints, EndpointRunner runner, BlobLinkReader blobs, DurableClients clients)
{
    private readonly Dictionary<string, Endpoint> byName = endpoints.ToDictionary(e => e.Name, StringComparer.Ordinal);
    private readonly TemplateMatcher[] paths = [.. endpoints.Select(e => new TemplateMatcher(TemplateParser.Parse(e.Route.TrimStart('/')), []))];

    public async Task<IResult> RunAsync(string endpoint, HttpRequest request, DurableTaskClient durable)
    {
        clients.Use(durable);
        await runner.RunAsync(byName[endpoint], request.HttpContext);
        return Results.Empty;
    }

    /// <summary>A static page; 404 where it was not built.</summary>
    public Task<IResult> PageAsync(ReadOnlyMemory<byte>? page, HttpRequest request) =>
        page is { } bytes ? Task.FromResult(Results.Bytes(bytes, "text/html; charset=utf-8")) : RefuseAsync(request);

    /// <summary>A blob by a read link, whose signature storage judges.</summary>
    public async Task<IResult> BlobAsync(HttpRequest request)
    {
        var (container, name) = ($"{request.RouteValues["container"]}", $"{request.RouteValues["name"]}");
        await ReplyWriter.WriteAsync(request.HttpContext, await blobs.ReadAsync(container, name, request.QueryString.Value ?? "", request.HttpContext.RequestAborted));
        return Results.Empty;
    }

    /// <summary>No endpoint has this path, or none with this method.</summary>
    public async Task<IResult> RefuseAsync(HttpRequest request)
    {
        var known = Array.Exists(paths, p => p.TryMatch(request.Path, []));
        await ReplyWriter.WriteAsync(request.HttpContext, known ? Problems.MethodNotAllowed : Problems.NotFound);
        return Results.Empty;
    }
}
