using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Gateways;

/// <summary>
/// drand's quicknet, the public beacon of the League of Entropy: a round every 3 seconds, signed by a threshold of independent operators (scheme
/// bls-unchained-g1-rfc9380). Relays only pass on what was signed. No maintained .NET library verifies BLS12-381, so a signature counts once several
/// relays give the same; everybody who verifies the draw checks the BLS signature itself, the page <c>/draw</c> for one.
/// </summary>
public sealed class DrandBeacon(HttpClient http, IOptions<DrandOptions> options, TimeProvider clock, ILogger<DrandBeacon> log) : IRandomnessBeacon
{
    /// <summary>Chain hash of quicknet; it binds public key, genesis and period.</summary>
    public const string Quicknet = "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971";

    private const int MaxAnswer = 64 * 1024;
    private static readonly DateTimeOffset Genesis = DateTimeOffset.FromUnixTimeSeconds(1692803367);
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(3);

    public string Chain => Quicknet;

    public long RoundAt(DateTimeOffset time) =>
        time <= Genesis ? 1 : ((time - Genesis).Ticks + Period.Ticks - 1) / Period.Ticks + 1;

    public DateTimeOffset DueAt(long round) => DueAtOf(round);

    /// <summary>When a round of quicknet is due.</summary>
    public static DateTimeOffset DueAtOf(long round) => Genesis + ((round - 1) * Period);

    /// <summary>Null while fewer relays than must agree have the round, and where two of them contradict each other: then nobody is believed.</summary>
    public async Task<byte[]?> GetSignatureAsync(long round, CancellationToken cancellation = default)
    {
        if (round < 1 || clock.GetUtcNow() < DueAt(round))
        {
            return null;
        }

        byte[]? agreed = null;
        var votes = 0;
        foreach (var relay in options.Value.Relays)
        {
            if (await AskAsync(relay, round, cancellation) is not { } signature)
            {
                continue;
            }

            if (agreed is not null && !agreed.AsSpan().SequenceEqual(signature))
            {
                Log.BeaconContradicted(log, round, relay.Host);
                return null;
            }

            (agreed, votes) = (signature, votes + 1);
            if (votes >= options.Value.Agreeing)
            {
                return agreed;
            }
        }

        return null;
    }

    /// <summary>Null if the relay does not answer in time, has no such round, or answers anything else.</summary>
    private async Task<byte[]?> AskAsync(Uri relay, long round, CancellationToken cancellation)
    {
        using var timeout = new CancellationTokenSource(options.Value.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
        try
        {
            using var answer = await http.GetAsync(new Uri(relay, $"{Quicknet}/public/{round}"), HttpCompletionOption.ResponseHeadersRead, either.Token);
            var signature = answer.IsSuccessStatusCode && answer.Content.Headers.ContentLength is null or <= MaxAnswer
                ? DrandRound.Read(await ReadAsync(answer.Content, either.Token), round)
                : null;
            if (signature is null)
            {
                Log.BeaconRefused(log, round, relay.Host, (int)answer.StatusCode);
            }

            return signature;
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            Log.BeaconUnreachable(log, round, relay.Host, new SafeException(e));
            return null;
        }
    }

    private static async Task<byte[]> ReadAsync(HttpContent content, CancellationToken cancellation)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellation);
        var answer = new byte[MaxAnswer];
        var length = await stream.ReadAtLeastAsync(answer, MaxAnswer, throwOnEndOfStream: false, cancellation);
        return answer[..length];
    }
}
