using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Me;

/// <summary>GET /api/me: one truthful picture, from the same rows the decisions are taken from.</summary>
public sealed class GetMe(ParticipantStore participants, IEnumerable<IDashboardPart> parts, TimeProvider clock) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        new("get-me", "GET", "/api/me", Access.Applicant, HandleAsync) { BeforeConfirmation = true, Tag = "Me", Response = typeof(Dashboard), Summary = "The dashboard." },
    ];

    private async Task<Reply> HandleAsync(Call call)
    {
        if (await participants.FindAsync(call.Caller.Id) is not { } participant)
        {
            return Problems.Unauthorized;
        }

        var draft = new DashboardDraft(participant, clock.GetUtcNow(), call.English);
        foreach (var part in parts)
        {
            await part.FillAsync(draft);
        }

        return Reply.Ok(draft.Finish());
    }
}
