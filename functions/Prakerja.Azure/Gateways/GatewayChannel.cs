using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;
using Prakerja.Pipeline;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Gateways;

/// <summary>
/// JSON over HTTPS to one service outside. All is POST and in the body: nobody's number is in a URL, and none of what is sent or answered
/// is ever logged. An attempt that is repeated carries the same <c>Idempotency-Key</c>.
/// </summary>
/// <param name="http">Without redirects and without a timeout of its own.</param>
internal sealed class GatewayChannel(
    HttpClient http, GatewaySettings settings, IGatewayCredential credential, ResiliencePipeline<GatewayAnswer> policy, IRandomSource random, ILogger log)
{
    public const int MaxAnswer = 1024 * 1024;

    /// <summary>The body of a 200, 201 or 202 as <typeparamref name="T"/>; null: no answer, another one, or one that cannot be read.</summary>
    /// <param name="key">What the service drops repeats by; null: one for this call.</param>
    public async Task<T?> AskAsync<T>(string path, object question, string? key, CancellationToken cancellation)
        where T : class
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(question, PipelineJson.Options);
        return Read<T>(path, await SendAsync(path, () => JsonOf(body), key, cancellation));
    }

    /// <summary>The same with a body that is not JSON.</summary>
    public async Task<T?> AskAsync<T>(string path, Func<HttpContent> content, CancellationToken cancellation)
        where T : class => Read<T>(path, await SendAsync(path, content, null, cancellation));

    /// <summary>The same with another method than POST; without a body if <paramref name="content"/> is null.</summary>
    public async Task<GatewayAnswer?> CallAsync(HttpMethod method, string path, Func<HttpContent>? content, string? key, CancellationToken cancellation) =>
        await SendAsync(path, content, key, cancellation, method);

    /// <summary>A body as <typeparamref name="T"/>; null: it cannot be read.</summary>
    public T? Read<T>(string path, ReadOnlyMemory<byte> body)
        where T : class => Read<T>(path, new GatewayAnswer(200, body));

    /// <summary>The status of the answer; null: there was none.</summary>
    public async Task<int?> TellAsync(string path, object message, string? key, CancellationToken cancellation)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(message, PipelineJson.Options);
        return (await SendAsync(path, () => JsonOf(body), key, cancellation))?.Status;
    }

    private static ByteArrayContent JsonOf(byte[] body) => new(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };

    private T? Read<T>(string path, GatewayAnswer? answer)
        where T : class
    {
        if (answer is not { Status: 200 or 201 or 202 })
        {
            return null;
        }

        try
        {
            return PipelineJson.ReadStrict<T>(answer.Body.Span);
        }
        catch (JsonException)
        {
            GatewayLog.Unreadable(log, settings.Name, path);
            return null;
        }
    }

    private async Task<GatewayAnswer?> SendAsync(string path, Func<HttpContent>? content, string? key, CancellationToken cancellation, HttpMethod? method = null)
    {
        var idempotency = key ?? random.Hex(16);
        try
        {
            var answer = await policy.ExecuteAsync(async token => await AttemptAsync(method ?? HttpMethod.Post, path, content, idempotency, token), cancellation);
            if (answer.Status >= 300)
            {
                GatewayLog.Refused(log, settings.Name, path, answer.Status);
            }

            return answer;
        }
        catch (Exception e) when (e is HttpRequestException or TimeoutRejectedException or BrokenCircuitException)
        {
            GatewayLog.NoAnswer(log, settings.Name, path, e.GetType().Name);
            return null;
        }
    }

    private async ValueTask<GatewayAnswer> AttemptAsync(HttpMethod method, string path, Func<HttpContent>? content, string key, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, new Uri(settings.Url, path)) { Content = content?.Invoke() };
        request.Headers.Add("Idempotency-Key", key);
        await credential.ApplyAsync(request, cancellation);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseContentRead, cancellation);
        return new GatewayAnswer((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellation));
    }
}
