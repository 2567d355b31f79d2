using System.Security.Cryptography.Pkcs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Prakerja.Domain.Draw;
using Prakerja.Engine.Time;
using Prakerja.Pipeline.Gateways;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Gateways;

public sealed class TimestampAuthorityTests : IAsyncLifetime
{
    private static readonly Hash256 Hash = Hash256.Of("the commitment"u8);
    private readonly HttpClient http = new();
    private readonly VirtualClock clock = new(new DateTimeOffset(2026, 1, 9, 12, 0, 0, TimeSpan.Zero), new WorkTracker());
    private readonly TestTimestamps tsa = new();
    private readonly WebApplication app = Build();
    private Func<Rfc3161TimestampRequest, Task<byte[]>> answer = null!;
    private string mediaType = "application/timestamp-reply";

    public async Task InitializeAsync()
    {
        answer = query => Task.FromResult(tsa.Reply(query.GetMessageHash().ToArray(), query.GetNonce()));
        app.MapPost("/tsr", HandleAsync);
        await app.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        http.Dispose();
        clock.Dispose();
        tsa.Dispose();
    }

    [Fact]
    public async Task Stamp_OfASoundAuthority_IsItsReplyAndTime()
    {
        Rfc3161TimestampRequest? asked = null;
        answer = query => Task.FromResult(tsa.Reply((asked = query).GetMessageHash().ToArray(), query.GetNonce(), accuracy: 1_500_000));

        var stamp = (await StampAsync())!;

        Assert.Equal(tsa.Now().AddSeconds(1.5), stamp.At);
        Assert.True(asked!.RequestSignerCertificate);
        Assert.Equal(Hash.ToArray(), asked.GetMessageHash().ToArray());
        var reply = Assert.IsType<DocumentRead<TimestampReply>.Accepted>(TimestampReply.Read(stamp.Reply, Hash)).Value;
        Assert.StartsWith($"{TestTimestamps.Name}, issued by CN=Test root, SHA-256 ", reply.Authority, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stamp_OfAnotherHash_IsRefused()
    {
        answer = query => Task.FromResult(tsa.Reply(Hash256.Of("else"u8).ToArray(), query.GetNonce()));

        Assert.Null(await StampAsync());
    }

    [Fact]
    public async Task Stamp_WithAnotherNonceOrNone_IsRefused()
    {
        answer = query => Task.FromResult(tsa.Reply(query.GetMessageHash().ToArray(), new byte[] { 1, 2, 3 }));
        Assert.Null(await StampAsync());
        answer = query => Task.FromResult(tsa.Reply(query.GetMessageHash().ToArray()));
        Assert.Null(await StampAsync());
    }

    [Fact]
    public async Task Stamp_ByACertificateForSomethingElse_IsRefused()
    {
        using var other = new TestTimestamps("1.3.6.1.5.5.7.3.1");
        answer = query => Task.FromResult(other.Reply(query.GetMessageHash().ToArray(), query.GetNonce()));

        Assert.Null(await StampAsync());
    }

    [Fact]
    public async Task Stamp_RejectionOrNoReplyAtAll_IsNone()
    {
        answer = _ => Task.FromResult(TestTimestamps.Rejection());
        Assert.Null(await StampAsync());
        answer = _ => Task.FromResult("<html>"u8.ToArray());
        Assert.Null(await StampAsync());
        answer = _ => Task.FromResult(Array.Empty<byte>());
        Assert.Null(await StampAsync());
    }

    [Fact]
    public async Task Stamp_OfAnotherMediaType_IsNone()
    {
        mediaType = "text/html";

        Assert.Null(await StampAsync());
    }

    [Fact]
    public async Task Stamp_AuthorityAway_IsNone()
    {
        var address = new Uri(new Uri(app.Urls.Single()), "/tsr");
        await app.StopAsync();

        Assert.Null(await Authority(address).StampAsync(Hash));
    }

    [Fact]
    public async Task Stamp_AuthorityThatNeverAnswers_IsGivenUpAfterItsTime()
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var never = new TaskCompletionSource<byte[]>();
        answer = _ =>
        {
            reached.SetResult();
            return never.Task;
        };
        var asking = StampAsync();
        await reached.Task;
        await clock.AdvanceToAsync(clock.GetUtcNow().AddSeconds(10));

        Assert.Null(await asking.WaitAsync(TimeSpan.FromSeconds(30)));
        never.SetResult([]);
    }

    [Fact]
    public void Reply_AnyByteChanged_IsRefusedOrSaysTheSame()
    {
        var reply = tsa.Reply(Hash.ToArray());
        var sound = TimestampReply.Read(reply, Hash);
        Assert.IsType<DocumentRead<TimestampReply>.Accepted>(sound);
        var refused = 0;
        for (var i = 0; i < reply.Length; i++)
        {
            reply[i] ^= 1;
            var read = TimestampReply.Read(reply, Hash);
            Assert.True(read is DocumentRead<TimestampReply>.Refused || read == sound, $"byte {i}: {read}");
            refused += read is DocumentRead<TimestampReply>.Refused ? 1 : 0;
            reply[i] ^= 1;
        }

        Assert.True(refused > reply.Length * 9 / 10, $"{refused} of {reply.Length}");
        Assert.IsType<DocumentRead<TimestampReply>.Refused>(TimestampReply.Read(reply.AsMemory(0, reply.Length - 1), Hash));
        Assert.IsType<DocumentRead<TimestampReply>.Refused>(TimestampReply.Read((byte[])[.. reply, 0], Hash));
    }

    private Task<TimeStamp?> StampAsync() => Authority(new Uri(new Uri(app.Urls.Single()), "/tsr")).StampAsync(Hash);

    private TimestampAuthority Authority(Uri address) => new(http, address, new SeededRandom("nonce"), clock, NullLogger<TimestampAuthority>.Instance);

    private async Task<IResult> HandleAsync(HttpRequest request)
    {
        Assert.Equal("application/timestamp-query", request.ContentType);
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        Assert.True(Rfc3161TimestampRequest.TryDecode(body.ToArray(), out var query, out _));
        return Results.Bytes(await answer(query), mediaType);
    }

    private static WebApplication Build()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        return builder.Build();
    }
}
