using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Prakerja.Pipeline.Gateways;

namespace Prakerja.Pipeline.Tests.Gateways;

/// <summary>A relay of drand on loopback, which knows three real rounds of quicknet or answers whatever it is told to.</summary>
internal sealed class FakeRelay : IAsyncDisposable
{
    /// <summary>As api.drand.sh serves them.</summary>
    public static readonly IReadOnlyDictionary<long, string> Signatures = new Dictionary<long, string>
    {
        [1] = "b55e7cb2d5c613ee0b2e28d6750aabbb78c39dcc96bd9d38c2c2e12198df95571de8e8e402a0cc48871c7089a2b3af4b",
        [123] = "b75c69d0b72a5d906e854e808ba7e2accb1542ac355ae486d591aa9d43765482e26cd02df835d3546d23c4b13e0dfc92",
        [1000] = "b44679b9a59af2ec876b1a6b1ad52ea9b1615fc3982b19576350f93447cb1125e342b73a8dd2bacbe47e4b6b63ed5e39",
    };

    private readonly WebApplication app;
    private int asked;

    private FakeRelay(WebApplication app) => this.app = app;

    public Uri Address => new(app.Urls.Single());

    public int Asked => asked;

    /// <summary>Null: no such round, 404.</summary>
    public Func<HttpContext, long, Task<string?>> Answer { get; set; } = (_, round) => Task.FromResult(Round(round));

    public static async Task<FakeRelay> StartAsync(string? answer = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var relay = new FakeRelay(builder.Build());
        relay.app.MapGet($"/{DrandBeacon.Quicknet}/public/{{round:long}}", relay.HandleAsync);
        if (answer is not null)
        {
            relay.Answer = (_, _) => Task.FromResult<string?>(answer);
        }

        await relay.app.StartAsync();
        return relay;
    }

    /// <summary>The answer for a round; null if it is not one of the three.</summary>
    public static string? Round(long round) => Signatures.TryGetValue(round, out var signature)
        ? $$"""{"round":{{round}},"randomness":"{{Randomness(signature)}}","signature":"{{signature}}"}"""
        : null;

    public static string Randomness(string signature) => Domain.Draw.Hash256.Of(Convert.FromHexString(signature)).ToString();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<IResult> HandleAsync(HttpContext http, long round)
    {
        Interlocked.Increment(ref asked);
        return await Answer(http, round) is { } answer ? Results.Text(answer, "application/json") : Results.NotFound();
    }
}
