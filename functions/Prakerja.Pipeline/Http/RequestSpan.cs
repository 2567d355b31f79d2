using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Prakerja.Pipeline.Http;

/// <summary>The span of one request: method, route template and status (OpenTelemetry's names), never the path, whose parts may identify a person.</summary>
internal static class RequestSpan
{
    /// <summary>Continues the caller's trace (W3C <c>traceparent</c>). Null if nobody listens.</summary>
    public static Activity? Start(Endpoint endpoint, HttpContext http)
    {
        var headers = http.Request.Headers;
        _ = ActivityContext.TryParse(headers.TraceParent, headers.TraceState, isRemote: true, out var caller);
        return PipelineMetrics.Traces.StartActivity($"{endpoint.Method} {endpoint.Route}", ActivityKind.Server, caller)
            ?.SetTag("http.request.method", endpoint.Method).SetTag("http.route", endpoint.Route);
    }

    public static void End(Activity? span, int status) => span?.SetTag("http.response.status_code", status)
        .SetStatus(status >= 500 ? ActivityStatusCode.Error : ActivityStatusCode.Unset);
}
