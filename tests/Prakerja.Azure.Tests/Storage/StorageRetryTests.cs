using System.Net;
using Azure;
using Azure.Core.Pipeline;
using Azure.Identity;
using Microsoft.Extensions.Time.Testing;
using Prakerja.Azure.Storage;
using Prakerja.Azure.Tests.Azurite;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Tests.Storage;

public sealed class StorageRetryTests
{
    private readonly ImpatientClock clock = new();
    private int sent;

    [Theory]
    [InlineData("Retry-After", "7", 7000)]
    [InlineData("x-ms-retry-after-ms", "250", 250)]
    public async Task Throttled_AskedToWait_WaitsAsLong(string header, string value, int milliseconds)
    {
        var result = await Retry().RepeatAsync(() => FailOnceAsync(header, value), default);

        Assert.Equal(("done", 2), (result, sent));
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Assert.Single(clock.Waits));
    }

    [Fact]
    public async Task Throttled_AskedToWaitForMinutes_TellsTheCallerAtOnce()
    {
        var trouble = await Assert.ThrowsAsync<StoreUnavailableException>(() => Retry().RepeatAsync(() => FailOnceAsync("Retry-After", "120"), default));

        Assert.Equal((TimeSpan.FromMinutes(2), 1), (trouble.RetryAfter, sent));
        Assert.Empty(clock.Waits);
    }

    [Fact]
    public async Task Failing_ForEver_GivesUpAfterGrowingWaits()
    {
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Retry().RepeatAsync<string>(() => throw new IOException("broken"), default));

        var waits = clock.Waits.ToArray();
        Assert.Equal(StorageRetryOptions.Default.Attempts - 1, waits.Length);
        Assert.All(waits.Select((wait, n) => (wait, longest: TimeSpan.FromMilliseconds(100 * (1 << n)))), w => Assert.InRange(w.wait, w.longest / 2, w.longest));
    }

    [Fact]
    public async Task Silent_UntilEachTimeOut_IsAskedForHalfAMinuteOnly()
    {
        var time = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.Zero };
        var retry = new StorageRetry(StorageRetryOptions.Default with { FirstWait = TimeSpan.Zero }, new TestRandom(), time);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => retry.RepeatAsync<string>(
            () =>
            {
                sent++;
                time.Advance(TimeSpan.FromSeconds(20));
                throw new TaskCanceledException();
            },
            default));

        Assert.Equal(2, sent);
    }

    [Fact]
    public async Task Token_NotToBeHadForTheMoment_IsAskedForAgainWithoutDoubt()
    {
        var doubts = new List<bool>();

        var result = await Retry().RunAsync(
            doubt =>
            {
                doubts.Add(doubt);
                return doubts.Count == 1 ? throw new AuthenticationFailedException("no answer") : Task.FromResult("done");
            },
            () => throw new InvalidOperationException("looked"), default);

        Assert.Equal("done", result);
        Assert.Equal([false, false], doubts);
    }

    [Fact]
    public async Task Refused_ByABug_IsNotRepeated()
    {
        await Assert.ThrowsAsync<RequestFailedException>(() => Retry().RepeatAsync<string>(() => { sent++; throw new RequestFailedException(403, "no"); }, default));

        Assert.Equal(1, sent);
    }

    [Fact]
    public async Task Cancelled_ByTheCaller_IsNotRepeated()
    {
        using var cancellation = new CancellationTokenSource();
        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Retry().RepeatAsync<string>(() => { sent++; throw new TaskCanceledException(); }, cancellation.Token));

        Assert.Equal(1, sent);
    }

    [Fact]
    public async Task Throttled_BeforeAnythingBegan_LeavesNoDoubt()
    {
        var doubts = new List<bool>();

        await Retry().RunAsync(doubt => { doubts.Add(doubt); return FailOnceAsync("Retry-After", "1"); }, () => throw new InvalidOperationException("looked"), default);

        Assert.Equal([false, false], doubts);
    }

    private StorageRetry Retry() => new(StorageRetryOptions.Default, new TestRandom(), clock);

    private async Task<string> FailOnceAsync(string header, string value)
    {
        if (++sent > 1)
        {
            return "done";
        }

        using var http = new HttpClient(new Throttled(header, value));
        var transport = new HttpClientTransport(http);
        var request = transport.CreateRequest();
        request.Uri.Reset(new Uri("http://throttled.invalid/"));
        var message = new global::Azure.Core.HttpMessage(request, new global::Azure.Core.ResponseClassifier());
        await transport.ProcessAsync(message);
        throw new RequestFailedException(message.Response);
    }

    private sealed class Throttled(string header, string value) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = new HttpResponseMessage(HttpStatusCode.TooManyRequests) { Content = new ByteArrayContent([]) };
            response.Headers.Add(header, value);
            return Task.FromResult(response);
        }
    }
}
