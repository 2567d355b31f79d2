using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Tests.Gateways;

public sealed class HttpMessengerTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 5, 8, 0, 0, TimeSpan.FromHours(7));

    [Fact]
    public async Task Send_OneMessage_IsWhatTheContractSaysWithoutTheCodeApart()
    {
        await using var bench = await GatewayBench.StartAsync();
        bench.Answer(202, "");
        await bench.Get<IMessenger>().SendAsync([Message(1)]);
        Assert.Equal(
            """{"messages":[{"id":"m1","channel":"sms","to":"+62811","subject":"S","body":"123456","at":"2026-01-05T08:00:00+07:00"}]}""",
            Assert.Single(bench.Service.Requests).Text);
    }

    [Fact]
    public async Task Send_Many_TravelAHundredAtOnce()
    {
        await using var bench = await GatewayBench.StartAsync();
        bench.Answer(202, "");
        await bench.Get<IMessenger>().SendAsync([.. Enumerable.Range(0, 250).Select(Message)]);
        Assert.Equal([100, 100, 50], bench.Service.Requests.Select(r => Ids(r).Length));
    }

    [Fact]
    public async Task Send_OneThatIsNeverTaken_DoesNotHoldUpTheOthers()
    {
        await using var bench = await GatewayBench.StartAsync();
        var taken = new List<string>();
        bench.Service.Handler = (http, request) => Ids(request).Contains("m2", StringComparer.Ordinal) ? Refuse(http) : Take(http, request, taken);
        await bench.Get<IMessenger>().SendAsync([Message(1), Message(2), Message(3)]);
        Assert.Equal(["m1", "m3"], taken);
        Assert.Contains(bench.Logs, line => line.Contains("never take message m2", StringComparison.Ordinal));
        Assert.DoesNotContain(bench.Logs, line => line.Contains("+62811", StringComparison.Ordinal) || line.Contains("123456", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(302)]
    public async Task Send_NotTaken_IsTroubleSoThatItIsSentAgain(int status)
    {
        await using var bench = await GatewayBench.StartAsync();
        bench.Answer(status, "");
        await Assert.ThrowsAsync<StoreUnavailableException>(() => bench.Get<IMessenger>().SendAsync([Message(1)]));
    }

    [Fact]
    public async Task Send_ReplyLost_IsRepeatedWithTheSameIds()
    {
        await using var bench = await GatewayBench.StartAsync();
        bench.Service.Handler = (http, _) =>
        {
            if (bench.Service.Requests.Count == 1)
            {
                http.Abort();
                return Task.CompletedTask;
            }

            return LoopbackService.AnswerAsync(http, 202, "");
        };
        await bench.Get<IMessenger>().SendAsync([Message(1), Message(2)]);
        Assert.Equal(2, bench.Service.Requests.Count);
        Assert.All(bench.Service.Requests, r => Assert.Equal(["m1", "m2"], Ids(r)));
    }

    private static Task Refuse(HttpContext http) => LoopbackService.AnswerAsync(http, 422, "");

    private static Task Take(HttpContext http, Arrived request, List<string> taken)
    {
        taken.AddRange(Ids(request));
        return LoopbackService.AnswerAsync(http, 202, "");
    }

    private static string[] Ids(Arrived request) => [.. JsonNode.Parse(request.Body)!["messages"]!.AsArray().Select(m => (string)m!["id"]!)];

    private static OutgoingMessage Message(int n) => new($"m{n}", "sms", "+62811", "S", "123456", "123456", At);
}
