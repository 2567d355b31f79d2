using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Tests.Harness;
using Endpoint = Prakerja.Pipeline.Http.Endpoint;

namespace Prakerja.Pipeline.Tests.Http;

public sealed class StreamedReplyTests
{
    /// <summary>A Functions worker ends the response of a function that failed as if it were whole: half a draw file would look like a file.</summary>
    [Fact]
    public async Task Stream_BreaksOffMidway_CutsTheConnection()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var (http, connection) = Request("GET");

        await harness.Get<EndpointRunner>().RunAsync(File(new BreakingStream()), http);

        Assert.True(connection.IsCut);
        Assert.Contains(typeof(IOException).FullName!, string.Join('\n', harness.Log.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_Whole_LeavesTheConnection()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var (http, connection) = Request("GET");

        await harness.Get<EndpointRunner>().RunAsync(File(new MemoryStream([1, 2, 3])), http);

        Assert.False(connection.IsCut);
        Assert.Equal(3, http.Response.Body.Length);
    }

    [Fact]
    public async Task Stream_AskedForByHead_IsClosedUnread()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var (http, connection) = Request("HEAD");
        var stream = new BreakingStream();

        await harness.Get<EndpointRunner>().RunAsync(File(stream), http);

        Assert.Equal(("text/csv", false, false), (http.Response.ContentType, connection.IsCut, stream.CanRead));
    }

    [Fact]
    public async Task Caller_HangsUp_IsNoFailure()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var (http, connection) = Request("GET");
        connection.Abort();

        await harness.Get<EndpointRunner>().RunAsync(File(new MemoryStream([1, 2, 3])), http);

        Assert.Empty(harness.Log.Lines);
    }

    private static Endpoint File(Stream stream) =>
        new("test", "GET", "/api/test", Access.Anonymous, _ => Task.FromResult(new Reply(200) { Stream = stream, ContentType = "text/csv" }));

    private static (DefaultHttpContext Http, Connection Connection) Request(string method)
    {
        var http = new DefaultHttpContext { RequestServices = null! };
        (http.Request.Method, http.Request.Path, http.Response.Body) = (method, "/api/test", new MemoryStream());
        var connection = new Connection();
        http.Features.Set<IHttpRequestLifetimeFeature>(connection);
        return (http, connection);
    }

    private sealed class Connection : IHttpRequestLifetimeFeature
    {
        private readonly CancellationTokenSource cut = new();

        public bool IsCut => cut.IsCancellationRequested;

        public CancellationToken RequestAborted
        {
            get => cut.Token;
            set => throw new NotSupportedException();
        }

        public void Abort() => cut.Cancel();
    }

    /// <summary>Gives some bytes, then fails as a connection to storage does.</summary>
    private sealed class BreakingStream : MemoryStream
    {
        private bool begun;

        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) => CopyAsync(destination, cancellationToken);

        private async Task CopyAsync(Stream destination, CancellationToken cancellation)
        {
            begun = begun ? throw new NotSupportedException() : true;
            await destination.WriteAsync("half"u8.ToArray(), cancellation);
            throw new IOException("The connection broke.");
        }
    }
}
