using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Prakerja.Pipeline.Http;

/// <summary>
/// The id under which a request is found in the logs, told in each reply: the caller's own where it is one (a GUID, or the trace of a
/// <c>traceparent</c>), otherwise the server's. Never free text, which could be anything, a NIK too.
/// </summary>
internal static class Correlation
{
    public const string Header = "X-Correlation-Id";

    public static string Of(HttpContext http)
    {
        var headers = http.Request.Headers;
        if (Guid.TryParseExact(headers[Header], "D", out var given) || Guid.TryParseExact(headers[Header], "N", out given))
        {
            return given.ToString("N");
        }

        return ActivityContext.TryParse(headers.TraceParent, null, isRemote: true, out var caller)
            ? caller.TraceId.ToHexString()
            : Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier;
    }
}
