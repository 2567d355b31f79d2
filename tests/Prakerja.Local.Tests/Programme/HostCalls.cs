using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Prakerja.Local.Tests.Programme;

/// <summary>A host that is reached over HTTP: in this process or in one of its own.</summary>
public interface IServed
{
    HttpClient Http { get; }
}

/// <summary>Calls that must succeed, and say what came back if they do not.</summary>
public static class HostCalls
{
    public static Task<JsonNode> AdvanceAsync(this IServed host, string duration) => host.PostOkAsync("/sandbox/clock", new { advance = duration });

    public static Task<JsonNode> AdvanceToAsync(this IServed host, DateTimeOffset time) => host.PostOkAsync("/sandbox/clock", new { to = time });

    /// <summary>Returns once everything that is due now has run.</summary>
    public static Task SettleAsync(this IServed host) => host.GetOkAsync("/sandbox/clock");

    public static async Task<DateTimeOffset> NowAsync(this IServed host) => (await host.GetOkAsync("/sandbox/clock"))["now"]!.GetValue<DateTimeOffset>();

    public static Task<JsonNode> GetOkAsync(this IServed host, string path, string? token = null) => host.SendOkAsync(HttpMethod.Get, path, null, token);

    public static Task<JsonNode> PostOkAsync(this IServed host, string path, object? body = null, string? token = null) =>
        host.SendOkAsync(HttpMethod.Post, path, body, token);

    public static Task<JsonNode> PutOkAsync(this IServed host, string path, object body, string? token = null) =>
        host.SendOkAsync(HttpMethod.Put, path, body, token);

    public static async Task<JsonNode> SendOkAsync(this IServed host, HttpMethod method, string path, object? body, string? token)
    {
        var response = await host.SendAsync(method, path, body, token);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode} {text}");
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }

    public static async Task<HttpResponseMessage> SendAsync(
        this IServed host, HttpMethod method, string path, object? body = null, string? token = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = body as HttpContent ?? JsonContent.Create(body);
        }

        if (token is not null)
        {
            request.Headers.Authorization = new("Bearer", token);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await host.Http.SendAsync(request);
    }

    /// <summary>Sends, asserts the status, and returns the JSON answer.</summary>
    public static async Task<JsonNode> ExpectAsync(this IServed host, int status, HttpMethod method, string path, object? body = null, string? token = null)
    {
        using var response = await host.SendAsync(method, path, body, token);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == status, $"{method} {path}: expected {status}, got {(int)response.StatusCode} {text}");
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }
}
