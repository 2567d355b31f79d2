using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing.Template;
using Prakerja.Pipeline;
using Prakerja.Pipeline.Http;
using Endpoint = Prakerja.Pipeline.Http.Endpoint;

namespace Prakerja.Local.Simulation;

/// <param name="Body">JSON of the answer; null if there is none.</param>
public sealed record Answer(int Status, JsonNode? Body)
{
    public bool IsSuccess => Status is >= 200 and < 300;
}

/// <summary>The pipeline's endpoints without a socket: the same runner, authentication and idempotency as behind Kestrel.</summary>
public sealed class InProcessHttp(EndpointRunner runner, IReadOnlyList<Endpoint> endpoints)
{
    private readonly (Endpoint Endpoint, TemplateMatcher Matcher)[] routes =
        [.. endpoints.Select(e => (e, new TemplateMatcher(TemplateParser.Parse(e.Route), [])))];

    public Task<Answer> SendAsync(string method, string path, JsonNode? body = null, string? token = null) =>
        SendAsync(method, path, body is null ? default : JsonSerializer.SerializeToUtf8Bytes(body, PipelineJson.Options), body is null ? null : "application/json", token, []);

    public async Task<Answer> SendAsync(
        string method, string path, ReadOnlyMemory<byte> body, string? contentType, string? token, IEnumerable<(string Name, string Value)> headers)
    {
        var http = new DefaultHttpContext();
        var question = path.IndexOf('?', StringComparison.Ordinal);
        (http.Request.Method, http.Request.Scheme, http.Request.Host) = (method, "http", new HostString("localhost"));
        http.Request.Path = question < 0 ? path : path[..question];
        http.Request.QueryString = question < 0 ? QueryString.Empty : new QueryString(path[question..]);
        http.Request.ContentType = contentType;
        http.Request.ContentLength = contentType is null ? null : body.Length;
        http.Request.Body = new MemoryStream(body.ToArray());
        foreach (var (name, value) in headers)
        {
            http.Request.Headers[name] = value;
        }

        if (token is not null)
        {
            http.Request.Headers.Authorization = $"Bearer {token}";
        }

        using var answer = new MemoryStream();
        http.Response.Body = answer;
        await runner.RunAsync(EndpointOf(http), http);
        await http.Response.BodyWriter.FlushAsync();
        var json = http.Response.ContentType?.Contains("json", StringComparison.Ordinal) == true && answer.Length > 0;
        return new Answer(http.Response.StatusCode, json ? JsonNode.Parse(answer.ToArray()) : null);
    }

    private Endpoint EndpointOf(DefaultHttpContext http)
    {
        foreach (var (endpoint, matcher) in routes)
        {
            var values = new RouteValueDictionary();
            if (endpoint.Method == http.Request.Method && matcher.TryMatch(http.Request.Path, values))
            {
                http.Request.RouteValues = values;
                return endpoint;
            }
        }

        throw new InvalidOperationException($"No endpoint serves {http.Request.Method} {http.Request.Path}.");
    }
}
