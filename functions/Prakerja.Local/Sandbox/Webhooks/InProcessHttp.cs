using Microsoft.AspNetCore.Http.Features;
using Prakerja.Pipeline.Http;
using Endpoint = Prakerja.Pipeline.Http.Endpoint;

namespace Prakerja.Local.Sandbox.Webhooks;

/// <summary>An answer of the pipeline.</summary>
internal sealed record InProcessAnswer(int Status, ReadOnlyMemory<byte> Body)
{
    public bool IsSuccess => Status is >= 200 and < 300;
}

/// <summary>
/// Calls the pipeline's endpoints as a client would, signatures, tokens and limits included, but without a socket: so it works in the
/// simulator too. Reaches the endpoints late, since they are what is built on the outside ports.
/// </summary>
internal sealed class InProcessHttp(IServiceProvider services)
{
    private readonly Lazy<(EndpointRunner Runner, (Endpoint Endpoint, string[] Segments)[] Routes)> pipeline = new(() => (
        services.GetRequiredService<EndpointRunner>(),
        [.. services.GetRequiredService<IReadOnlyList<Endpoint>>().Select(e => (e, e.Route.Split('/')))]));

    /// <param name="target">Path and query.</param>
    public async Task<InProcessAnswer> CallAsync(string method, string target, IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body)
    {
        var (path, query) = target.Split('?', 2) is [var left, var right] ? (left, "?" + right) : (target, "");
        var http = new DefaultHttpContext { RequestServices = services };
        if (Find(method, path, http.Request.RouteValues) is not { } endpoint)
        {
            return new InProcessAnswer(404, default);
        }

        using var content = new MemoryStream(body.ToArray(), writable: false);
        using var answer = new MemoryStream();
        var request = http.Request;
        (request.Method, request.Scheme, request.Host, request.Path, request.QueryString) = (method, "http", new HostString("localhost"), path, new QueryString(query));
        http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget = target;
        foreach (var (name, value) in headers)
        {
            request.Headers[name] = value;
        }

        if (body.Length > 0)
        {
            (request.Body, request.ContentLength) = (content, body.Length);
            request.ContentType ??= "application/json";
        }

        http.Response.Body = answer;
        await pipeline.Value.Runner.RunAsync(endpoint, http);
        await http.Response.CompleteAsync();
        return new InProcessAnswer(http.Response.StatusCode, answer.ToArray());
    }

    private Endpoint? Find(string method, string path, RouteValueDictionary values)
    {
        var segments = path.Split('/');
        foreach (var (endpoint, route) in pipeline.Value.Routes)
        {
            if (endpoint.Method == method && route.Length == segments.Length && route.Zip(segments).All(pair => pair.First.StartsWith('{') || pair.First == pair.Second))
            {
                foreach (var (name, value) in route.Zip(segments).Where(pair => pair.First.StartsWith('{')))
                {
                    values[name.Trim('{', '}')] = Uri.UnescapeDataString(value);
                }

                return endpoint;
            }
        }

        return null;
    }
}
