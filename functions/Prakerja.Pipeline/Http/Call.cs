using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Prakerja.Pipeline.Http;

/// <summary>One request as a use case sees it: authenticated, its body read whole and within its limit.</summary>
public sealed class Call(HttpContext http, Endpoint endpoint, ReadOnlyMemory<byte> body, Caller caller)
{
    public const int MaxListLimit = 200;

    public Endpoint Endpoint => endpoint;

    public Caller Caller => caller;

    public ReadOnlyMemory<byte> Body => body;

    /// <summary>Set by the runner when the caller sent an Idempotency-Key.</summary>
    public IdempotencyTicket? Idempotency { get; set; }

    public bool English { get; } = PrefersEnglish(http.Request.Headers.AcceptLanguage.ToString());

    public string Language => English ? "en" : "id";

    public CancellationToken Cancellation => http.RequestAborted;

    public string Path => http.Request.Path + http.Request.QueryString;

    public string Method => http.Request.Method;

    /// <summary>Path as it was sent, byte for byte, without the query: what a partner signed.</summary>
    public string RawPath
    {
        get
        {
            var target = http.Features.Get<IHttpRequestFeature>()?.RawTarget;
            return (string.IsNullOrEmpty(target) ? http.Request.Path.ToUriComponent() : target).Split('?', 2)[0];
        }
    }

    /// <summary>A segment of the route.</summary>
    public string Route(string name) => http.GetRouteValue(name)?.ToString() ?? "";

    public string? Query(string name) => http.Request.Query.TryGetValue(name, out var value) ? value.ToString() : null;

    public string? Header(string name) => http.Request.Headers.TryGetValue(name, out var value) ? value.ToString() : null;

    /// <summary>Reads the JSON body; returns the problem if it cannot be read.</summary>
    public Problem? Read<T>(out T request)
        where T : class
    {
        request = default!;
        try
        {
            var read = PipelineJson.ReadStrict<T>(body.Span);
            if (read is null)
            {
                return Problems.Malformed("Isi harus berupa objek JSON.", "The body must be a JSON object.");
            }

            request = read;
            return null;
        }
        catch (JsonException e)
        {
            return WrongField(e) ?? Problems.Malformed("Isi bukan JSON yang sah.", "The body is not valid JSON.");
        }
    }

    /// <summary><c>?limit=</c> (1-200, default 50) and <c>&amp;cursor=</c>.</summary>
    public Problem? ReadPage(out int limit, out string? cursor)
    {
        cursor = Query("cursor");
        limit = 50;
        var asked = Query("limit");
        if (asked is not null && (!int.TryParse(asked, System.Globalization.NumberStyles.None, null, out limit) || limit is < 1 or > MaxListLimit))
        {
            return Problems.Invalid("limit", new("Bilangan bulat 1 sampai 200.", "A whole number from 1 to 200."));
        }

        return null;
    }

    /// <summary>Names the field that could not be read; null: it is not known which.</summary>
    internal static Problem? WrongField(JsonException unreadable) => unreadable.Path is { Length: > 2 } path
        ? Problems.Invalid(path[1] == '.' ? path[2..] : path[1..], new("Jenis atau bentuk nilainya salah.", "The value has the wrong type or form.")) : null;

    internal static bool PrefersEnglish(string header)
    {
        foreach (var part in header.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.StartsWith("en", StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }

            if (part.StartsWith("id", StringComparison.OrdinalIgnoreCase))
            {
                return false;
            }
        }

        return false;
    }
}
