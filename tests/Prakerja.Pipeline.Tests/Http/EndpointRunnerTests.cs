using Microsoft.AspNetCore.Http;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Tests.Harness;
using Endpoint = Prakerja.Pipeline.Http.Endpoint;

namespace Prakerja.Pipeline.Tests.Http;

public class EndpointRunnerTests
{
    private const string Secret = "3273014403950001";

    [Theory]
    [InlineData(null, 401)]
    [InlineData("staff:Auditor:ani", 403)]
    public async Task Body_OfWhoMayNotCall_IsNotRead(string? token, int status)
    {
        await using var harness = await PipelineHarness.StartAsync();
        var http = Request(token, "text/plain", 1_000_000);
        using var body = new UnreadableStream();
        http.Request.Body = body;

        await harness.Get<EndpointRunner>().RunAsync(Post(_ => Task.FromResult(Reply.NoContent)), http);

        Assert.Equal(status, http.Response.StatusCode);
    }

    [Theory]
    [InlineData("text/plain", 2, 415)]
    [InlineData("application/json", 1_000_000, 413)]
    public async Task Body_OfWhoMayCall_IsCheckedBeforeItIsRead(string type, int length, int status)
    {
        await using var harness = await PipelineHarness.StartAsync();
        var http = Request("staff:Operator:budi", type, length);
        using var body = new UnreadableStream();
        http.Request.Body = body;

        await harness.Get<EndpointRunner>().RunAsync(Post(_ => Task.FromResult(Reply.NoContent)), http);

        Assert.Equal(status, http.Response.StatusCode);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    public async Task Exception_IsLoggedByTypeAndTraceWithoutItsText(int status)
    {
        await using var harness = await PipelineHarness.StartAsync();
        var http = Request("staff:Operator:budi", "application/json", 2);
        var inner = new FormatException($"'{Secret}' is no date");
        Exception thrown = status == 500 ? new InvalidOperationException($"for {Secret}", inner) : new StoreUnavailableException($"for {Secret}", inner);

        await harness.Get<EndpointRunner>().RunAsync(Post(_ => throw thrown), http);

        var logged = string.Join('\n', harness.Log.Lines);
        Assert.Equal(status, http.Response.StatusCode);
        Assert.Contains(thrown.GetType().FullName!, logged, StringComparison.Ordinal);
        Assert.Contains(typeof(FormatException).FullName!, logged, StringComparison.Ordinal);
        Assert.Contains($"at {typeof(EndpointRunnerTests).FullName}", logged, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, logged, StringComparison.Ordinal);
    }

    private static Endpoint Post(Func<Call, Task<Reply>> handle) =>
        new("test", "POST", "/api/test", Access.Operator, handle) { Body = BodyKind.Json, BodyLimit = 100 };

    private static DefaultHttpContext Request(string? token, string type, int length)
    {
        var http = new DefaultHttpContext { RequestServices = null! };
        (http.Request.Method, http.Request.Path, http.Request.ContentType, http.Request.ContentLength) = ("POST", "/api/test", type, length);
        http.Request.Body = new MemoryStream("{}"u8.ToArray());
        http.Response.Body = new MemoryStream();
        if (token is not null)
        {
            http.Request.Headers.Authorization = $"Bearer {token}";
        }

        return http;
    }

    private sealed class UnreadableStream : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count) => throw new InvalidOperationException("The body was read.");

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException("The body was read.");
    }
}
