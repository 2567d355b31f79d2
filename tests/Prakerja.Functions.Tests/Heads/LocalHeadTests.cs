using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Prakerja.Embedded.Queues;

namespace Prakerja.Functions.Tests.Heads;

/// <summary>The local head serves the same endpoints; its timers and queues are the pipeline's lists themselves.</summary>
public sealed class LocalHeadTests(OfferedPipeline pipeline) : IClassFixture<OfferedPipeline>
{
    /// <summary>The start page, the page that checks a draw, blobs by their links, and the sandbox.</summary>
    private static readonly string[] Own = ["/", "/draw", "/finance", "/blobs/", "/sandbox/"];

    [Fact]
    public void Endpoints_AreMapped_WithTheirMethodsAndRoutes()
    {
        var mapped = ((IEndpointRouteBuilder)pipeline.Local).DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .Where(e => !IsOwn(e.RoutePattern.RawText!))
            .Select(e => $"{e.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName} {Methods(e)} {e.RoutePattern.RawText}");

        Assert.Equal(
            pipeline.Endpoints.Select(e => $"{e.Name} {(e.Method == "GET" ? "GET,HEAD" : e.Method)} {e.Route}").Order(), mapped.Order());
    }

    [Fact]
    public void QueuesAndTimers_ThatNothingElseCouldServe_AreTakenFromTheServices()
    {
        Assert.Equal(pipeline.Queues.Count, pipeline.Queues.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(pipeline.Timers.Count, pipeline.Timers.Select(t => t.Name).Distinct(StringComparer.Ordinal).Count());
        Assert.NotNull(pipeline.Local.Services.GetService<QueuePump>());
    }

    private static bool IsOwn(string route) => Own.Any(own => own.EndsWith('/') && own.Length > 1 ? route.StartsWith(own, StringComparison.Ordinal) : route == own);

    private static string Methods(RouteEndpoint endpoint) => string.Join(',', endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods);
}
