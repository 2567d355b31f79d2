using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Tests.Harness;
using Endpoint = Prakerja.Pipeline.Http.Endpoint;

namespace Prakerja.Pipeline.Tests.Http;

public class RequestSpanTests
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";

    [Theory]
    [InlineData(204, ActivityStatusCode.Unset)]
    [InlineData(500, ActivityStatusCode.Error)]
    public async Task Request_LeavesASpanOfTheCallersTraceThatNamesTheRouteButNotThePath(int status, ActivityStatusCode expected)
    {
        await using var harness = await PipelineHarness.StartAsync();
        var spans = new List<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == PipelineMetrics.Name,
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                options.Parent.TraceId.ToHexString() == Trace ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);
        var http = new DefaultHttpContext { RequestServices = null! };
        (http.Request.Method, http.Request.Path, http.Request.QueryString) = ("GET", "/api/test/3273014403950001", new QueryString("?email=ani@example.org"));
        http.Request.Headers.TraceParent = $"00-{Trace}-00f067aa0ba902b7-01";

        await harness.Get<EndpointRunner>().RunAsync(
            new Endpoint("test", "GET", "/api/test/{nik}", Access.Anonymous, _ => status == 500 ? throw new InvalidOperationException() : Task.FromResult(Reply.NoContent)), http);

        var span = Assert.Single(spans);
        Assert.Equal(("GET /api/test/{nik}", ActivityKind.Server, expected), (span.DisplayName, span.Kind, span.Status));
        Assert.Equal(("GET", "/api/test/{nik}", status), (span.GetTagItem("http.request.method"), span.GetTagItem("http.route"), span.GetTagItem("http.response.status_code")));
        Assert.Equal(3, span.TagObjects.Count());
    }
}
