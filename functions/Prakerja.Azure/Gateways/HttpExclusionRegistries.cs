using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Gateways;

/// <summary>
/// <c>POST {url}/checks</c> <c>{"nik"}</c> → 200 <c>{"student":bool,"official":bool,"socialAid":bool,"deceased":bool}</c>, all four: what a registry
/// behind it cannot tell now makes the whole answer a 503. Ours, see <see cref="HttpCivilRegistry"/>.
/// </summary>
internal sealed class HttpExclusionRegistries(GatewayChannel channel) : IExclusionRegistries
{
    public async Task<ExclusionAnswer> CheckAsync(string nik, CancellationToken cancellation = default) =>
        await channel.AskAsync<Answer>("checks", new { nik }, null, cancellation)
            is { Student: { } student, Official: { } official, SocialAid: { } aid, Deceased: { } dead }
            ? new ExclusionAnswer(true, student, official, aid, dead)
            : new ExclusionAnswer(false);

    private sealed record Answer(bool? Student, bool? Official, bool? SocialAid, bool? Deceased);
}
