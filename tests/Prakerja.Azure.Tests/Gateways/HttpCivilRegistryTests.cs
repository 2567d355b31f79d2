using Prakerja.Azure.Gateways;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Tests.Gateways;

public sealed class HttpCivilRegistryTests
{
    private const string Nik = "3273012345678901";

    private static readonly CivilQuery Query = new(
        Nik, "3273019999999999", "Siti Rahma", "Bandung", new DateOnly(1995, 3, 4), "female", "Euis", "32.73");

    [Theory]
    [InlineData("""{"outcome":"match","nameScore":93,"regencyMatches":false,"deceased":true}""", CivilOutcome.Match, 93, false, true)]
    [InlineData("""{"outcome":"match","nameScore":100,"regencyMatches":true,"deceased":false,"more":1}""", CivilOutcome.Match, 100, true, false)]
    [InlineData("""{"outcome":"mismatch"}""", CivilOutcome.Mismatch, 0, true, false)]
    [InlineData("""{"outcome":"mismatch","nameScore":40}""", CivilOutcome.Mismatch, 40, true, false)]
    public async Task Civil_ClearAnswer_IsTaken(string body, CivilOutcome outcome, int score, bool regency, bool deceased)
    {
        await using var bench = await GatewayBench.StartAsync();
        bench.Answer(200, body);
        Assert.Equal(new CivilAnswer(outcome, score, regency, deceased), await CheckAsync(bench));
    }

    [Theory]
    [InlineData(200, "")]
    [InlineData(200, "[]")]
    [InlineData(200, "null")]
    [InlineData(200, """{"outcome":"maybe"}""")]
    [InlineData(200, """{"outcome":"match"}""")]
    [InlineData(200, """{"outcome":"match","nameScore":101,"regencyMatches":true,"deceased":false}""")]
    [InlineData(200, """{"outcome":"match","nameScore":"93","regencyMatches":true,"deceased":false}""")]
    [InlineData(200, """{"outcome":"mismatch","outcome":"match"}""")]
    [InlineData(200, """{"outcome":"mismatch","nameScore":-1}""")]
    [InlineData(401, """{"outcome":"mismatch"}""")]
    [InlineData(404, "")]
    [InlineData(302, """{"outcome":"mismatch"}""")]
    public async Task Civil_UnclearAnswer_IsUnavailableAndNotPaidForTwice(int status, string body)
    {
        await using var bench = await GatewayBench.StartAsync();
        bench.Answer(status, body);
        Assert.Equal(CivilOutcome.Unavailable, (await CheckAsync(bench)).Outcome);
        Assert.Single(bench.Service.Requests);
    }

    [Fact]
    public async Task Civil_TooLong_IsUnavailable()
    {
        await using var bench = await GatewayBench.StartAsync();
        bench.Answer(200, $$"""{"outcome":"mismatch","x":"{{new string('x', GatewayChannel.MaxAnswer)}}"}""");
        Assert.Equal(CivilOutcome.Unavailable, (await CheckAsync(bench)).Outcome);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    public async Task Civil_Troubled_IsAskedThreeTimesUnderOneKey(int status)
    {
        await using var bench = await GatewayBench.StartAsync();
        bench.Answer(status, "");
        Assert.Equal(CivilOutcome.Unavailable, (await CheckAsync(bench)).Outcome);
        Assert.Equal(GatewayPolicies.Attempts, bench.Service.Requests.Count);
        Assert.Single(bench.Service.Requests.Select(r => r.Headers["Idempotency-Key"]).Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Civil_Hanging_IsGivenUpOnTheClockAndUnavailable()
    {
        await using var bench = await GatewayBench.StartAsync();
        bench.Service.Handler = bench.Service.HangAsync;
        var before = bench.Clock.GetUtcNow();
        Assert.Equal(CivilOutcome.Unavailable, (await bench.WithTimeAsync(() => CheckAsync(bench))).Outcome);
        Assert.Equal(GatewayBench.Timeout * GatewayPolicies.Attempts, bench.Clock.GetUtcNow() - before);
    }

    [Fact]
    public async Task Civil_ConnectionCutOnce_AnswersOnTheSecond()
    {
        await using var bench = await GatewayBench.StartAsync();
        bench.Service.Handler = (http, _) =>
        {
            if (bench.Service.Requests.Count == 1)
            {
                http.Abort();
                return Task.CompletedTask;
            }

            return LoopbackService.AnswerAsync(http, 200, """{"outcome":"mismatch"}""");
        };
        Assert.Equal(CivilOutcome.Mismatch, (await CheckAsync(bench)).Outcome);
    }

    [Fact]
    public async Task Civil_DownForLong_IsLeftAloneForHalfAMinute()
    {
        await using var bench = await GatewayBench.StartAsync();
        bench.Answer(503, "");
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(CivilOutcome.Unavailable, (await CheckAsync(bench)).Outcome);
        }

        Assert.Equal(GatewayPolicies.BreaksAfter, bench.Service.Requests.Count);
        bench.Answer(200, """{"outcome":"mismatch"}""");
        Assert.Equal(CivilOutcome.Unavailable, (await CheckAsync(bench)).Outcome);
        bench.Clock.Advance(GatewayPolicies.BreaksFor);
        Assert.Equal(CivilOutcome.Mismatch, (await CheckAsync(bench)).Outcome);
    }

    [Fact]
    public async Task Civil_AnyTrouble_NothingOfThePersonIsInPathOrLog()
    {
        await using var bench = await GatewayBench.StartAsync();
        bench.Answer(200, $$"""{"outcome":"{{Nik}}"}""");
        await CheckAsync(bench);
        bench.Answer(500, Nik);
        await CheckAsync(bench);
        Assert.NotEmpty(bench.Logs);
        Assert.DoesNotContain(bench.Logs, line => line.Contains(Nik, StringComparison.Ordinal) || line.Contains("Siti", StringComparison.Ordinal));
        Assert.All(bench.Service.Requests, r => Assert.Equal("/api/checks", r.Path));
    }

    [Fact]
    public async Task Civil_Request_HasTheClaimsAndNothingElse()
    {
        await using var bench = await GatewayBench.StartAsync();
        bench.Answer(200, """{"outcome":"mismatch"}""");
        await CheckAsync(bench);
        Assert.Equal(
            """{"nik":"3273012345678901","familyCardNumber":"3273019999999999","fullName":"Siti Rahma","birthPlace":"Bandung","birthDate":"1995-03-04","gender":"female","mothersMaidenName":"Euis","regency":"32.73"}""",
            Assert.Single(bench.Service.Requests).Text);
    }

    private static Task<CivilAnswer> CheckAsync(GatewayBench bench) => bench.Get<ICivilRegistry>().CheckAsync(Query);
}
