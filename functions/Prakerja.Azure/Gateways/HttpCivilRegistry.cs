using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Gateways;

/// <summary>
/// <c>POST {url}/checks</c> with a <see cref="CivilQuery"/> → 200 <c>{"outcome":"match"|"mismatch","nameScore":0-100,"regencyMatches":bool,"deceased":bool}</c>.
/// A repeat of an <c>Idempotency-Key</c> is answered as the first time and not charged. Anything else is "unavailable": nobody is refused for it.
/// <para>
/// Ours: Dukcapil's interface is not public and given only with a contract. A small service in the ministry's network is meant to speak this
/// on one side and theirs on the other. The same holds for every gateway here.
/// </para>
/// </summary>
internal sealed class HttpCivilRegistry(GatewayChannel channel) : ICivilRegistry
{
    public async Task<CivilAnswer> CheckAsync(CivilQuery query, CancellationToken cancellation = default) =>
        await channel.AskAsync<Answer>("checks", query, null, cancellation) switch
        {
            { Outcome: "match", NameScore: >= 0 and <= 100 and var score, RegencyMatches: { } at, Deceased: { } dead } => new CivilAnswer(CivilOutcome.Match, score, at, dead),
            { Outcome: "mismatch", NameScore: var score } when score is null or (>= 0 and <= 100) => new CivilAnswer(CivilOutcome.Mismatch, score ?? 0),
            _ => new CivilAnswer(CivilOutcome.Unavailable),
        };

    private sealed record Answer(string? Outcome, int? NameScore, bool? RegencyMatches, bool? Deceased);
}
