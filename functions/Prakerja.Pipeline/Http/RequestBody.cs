using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Prakerja.Pipeline.Http;

/// <summary>Reads a body whole, never more than the endpoint's limit.</summary>
internal static class RequestBody
{
    public static async ValueTask<(ReadOnlyMemory<byte> Body, Problem? Refused)> ReadAsync(Endpoint endpoint, HttpContext http)
    {
        if (endpoint.Body == BodyKind.None)
        {
            return (default, null);
        }

        if (http.Request.ContentLength > endpoint.BodyLimit)
        {
            return (default, Problems.TooLarge(endpoint.BodyLimit));
        }

        if (!MediaTypeFits(endpoint, http.Request))
        {
            return (default, Problems.MediaType(endpoint.Body == BodyKind.Json ? "application/json" : string.Join(", ", endpoint.MediaTypes)));
        }

        return await ReadWithinAsync(http.Request, endpoint.BodyLimit, http.RequestAborted);
    }

    private static bool MediaTypeFits(Endpoint endpoint, HttpRequest request)
    {
        if (request.ContentType is null)
        {
            return endpoint.Body == BodyKind.Json ? request.ContentLength is null or 0 : endpoint.MediaTypes.Count == 0;
        }

        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
        {
            return false;
        }

        return endpoint.Body == BodyKind.Json
            ? type.MatchesMediaType("application/json") || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase)
            : endpoint.MediaTypes.Count == 0 || endpoint.MediaTypes.Any(allowed => type.MatchesMediaType(allowed));
    }

    private static async Task<(ReadOnlyMemory<byte> Body, Problem? Refused)> ReadWithinAsync(HttpRequest request, int limit, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellation);
            if (read.Buffer.Length > limit)
            {
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return (default, Problems.TooLarge(limit));
            }

            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                request.BodyReader.AdvanceTo(read.Buffer.End);
                return (body, null);
            }

            request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
