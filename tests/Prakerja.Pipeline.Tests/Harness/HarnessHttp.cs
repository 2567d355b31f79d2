using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Security;
using Endpoint = Prakerja.Pipeline.Http.Endpoint;

namespace Prakerja.Pipeline.Tests.Harness;

/// <summary>An HTTP answer.</summary>
public sealed record Answer(int Status, byte[] Bytes, string? ContentType, IHeaderDictionary Headers)
{
    public JsonNode Json => JsonNode.Parse(Bytes)!;

    public string Text => Encoding.UTF8.GetString(Bytes);

    /// <summary>Slug of the problem, or null.</summary>
    public string? Problem => Json["type"]?.GetValue<string>()["urn:prakerja:problem:".Length..];
}

/// <summary>Calls the pipeline's endpoints as a head would, without a socket.</summary>
public static class HarnessHttp
{
    public static Task<Answer> AsAsync(this PipelineHarness harness, string participant, string method, string path, object? body = null) =>
        harness.SendAsync(method, path, body, harness.Get<AccessTokens>().Issue(participant).Token);

    public static Task<Answer> AsStaffAsync(this PipelineHarness harness, Access roles, string name, string method, string path, object? body = null) =>
        harness.SendAsync(method, path, body, TestOperators.Token(roles, name));

    /// <param name="body">Bytes are sent as they are, anything else as JSON.</param>
    public static async Task<Answer> SendAsync(
        this PipelineHarness harness, string method, string path, object? body = null, string? token = null, params (string Name, string Value)[] headers)
    {
        var http = new DefaultHttpContext { RequestServices = null! };
        var split = path.Split('?', 2);
        http.Request.Method = method;
        http.Request.Scheme = "http";
        http.Request.Host = new HostString("test");
        http.Request.Path = split[0];
        http.Request.QueryString = split.Length > 1 ? new QueryString("?" + split[1]) : QueryString.Empty;
        http.Request.Headers.AcceptLanguage = "en";
        if (token is not null)
        {
            http.Request.Headers.Authorization = $"Bearer {token}";
        }

        SetBody(http.Request, body);
        foreach (var (name, value) in headers)
        {
            http.Request.Headers[name] = value;
        }

        return await RunAsync(harness, http, split[0]);
    }

    private static async Task<Answer> RunAsync(PipelineHarness harness, DefaultHttpContext http, string path)
    {
        var endpoint = harness.Get<IReadOnlyList<Endpoint>>().FirstOrDefault(e => Matches(e, http, path))
            ?? throw new InvalidOperationException($"No endpoint answers {http.Request.Method} {path}.");
        using var answer = new MemoryStream();
        http.Response.Body = answer;
        await harness.Get<EndpointRunner>().RunAsync(endpoint, http);
        await http.Response.BodyWriter.FlushAsync();
        Assert.True(http.Response.StatusCode != 500, string.Join('\n', harness.Log.Lines));
        return new Answer(http.Response.StatusCode, answer.ToArray(), http.Response.ContentType, http.Response.Headers);
    }

    private static bool Matches(Endpoint endpoint, DefaultHttpContext http, string path)
    {
        var values = new RouteValueDictionary();
        var matches = endpoint.Method == http.Request.Method && new TemplateMatcher(TemplateParser.Parse(endpoint.Route.TrimStart('/')), []).TryMatch(path, values);
        if (matches)
        {
            http.Request.RouteValues = values;
        }

        return matches;
    }

    private static void SetBody(HttpRequest request, object? body)
    {
        var bytes = body switch
        {
            null => [],
            byte[] raw => raw,
            _ => JsonSerializer.SerializeToUtf8Bytes(body, PipelineJson.Options),
        };
        request.ContentType = body is null or byte[] ? null : "application/json";
        request.ContentLength = bytes.Length;
        request.Body = new MemoryStream(bytes);
    }
}
