using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Prakerja.Pipeline.Http;

/// <summary>Writes a reply to the response.</summary>
public static class ReplyWriter
{
    public static async Task WriteAsync(HttpContext http, Reply reply)
    {
        var response = http.Response;
        response.StatusCode = reply.Status;
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.CacheControl = "no-store";
        if (IsPublic(http.Request.Path))
        {
            response.Headers.AccessControlAllowOrigin = "*";
        }

        foreach (var (name, value) in reply.Headers)
        {
            response.Headers[name] = value;
        }

        if (reply.Stream is { } stream)
        {
            await using (stream)
            {
                response.ContentType = reply.ContentType;
                await (HttpMethods.IsHead(http.Request.Method) ? Task.CompletedTask : stream.CopyToAsync(response.Body, http.RequestAborted));
            }

            return;
        }

        var (bytes, type) = BytesOf(http, reply);
        if (bytes is { } content)
        {
            response.ContentType = type;
            response.ContentLength = content.Length;
            await response.BodyWriter.WriteAsync(content, http.RequestAborted);
        }
    }

    /// <summary>What is published for everybody can be read by pages of any origin, a verifier of one's own for one.</summary>
    private static bool IsPublic(PathString path) =>
        path.StartsWithSegments("/api/public", StringComparison.OrdinalIgnoreCase) || path.StartsWithSegments("/.well-known", StringComparison.OrdinalIgnoreCase);

    private static (ReadOnlyMemory<byte>? Bytes, string? Type) BytesOf(HttpContext http, Reply reply)
    {
        if (reply.Problem is { } problem)
        {
            var english = Call.PrefersEnglish(http.Request.Headers.AcceptLanguage.ToString());
            http.Response.Headers.ContentLanguage = english ? "en" : "id";
            return (JsonSerializer.SerializeToUtf8Bytes(problem.ToJson(english), PipelineJson.Options), "application/problem+json");
        }

        return reply.Json is { } json
            ? (JsonSerializer.SerializeToUtf8Bytes(json, json.GetType(), PipelineJson.Options), "application/json")
            : (reply.Bytes, reply.ContentType);
    }
}
