using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Privacy;

/// <summary>DELETE /api/me: withdraw and erase what no law keeps. A repeat finishes what a crash left, and answers the same.</summary>
public sealed class EraseMe(ParticipantStore participants, Withdrawal withdrawal, Erasure erasure) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        new("erase-me", "DELETE", "/api/me", Access.Applicant, HandleAsync)
        {
            SuccessStatus = 204, Tag = "Me", AfterErasure = true,
            Summary = "Withdraws and erases what no law keeps: 204; 202 while a payment under way has to end first. The token opens nothing else any more.",
        },
    ];

    private async Task<Reply> HandleAsync(Call call)
    {
        var found = await participants.ChangeAsync(call, async change =>
        {
            await withdrawal.BeginAsync(change);
            return Reply.NoContent;
        });
        return !found.IsSuccess || await erasure.FinishAsync(call.Caller.Id) ? found : Reply.Accepted();
    }
}
