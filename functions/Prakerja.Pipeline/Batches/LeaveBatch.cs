using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Batches;

/// <summary>DELETE /api/me/batch: while the batch is open.</summary>
public sealed class LeaveBatch(ParticipantStore participants, BatchStore batches, Candidates candidates) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        new("leave-batch", "DELETE", "/api/me/batch", Access.Applicant, HandleAsync)
        {
            SuccessStatus = 204, Tag = "Batches", Summary = "Leave the batch while it is open; the ticket is void.",
        },
    ];

    private async Task<Reply> HandleAsync(Call call)
    {
        BatchEntry? left = null;
        var reply = await participants.ChangeAsync(call, async change =>
        {
            left = null;
            if (change.Participant is not { State: ParticipantState.Candidate, Batch: { } entry })
            {
                return Problems.NotFound;
            }

            if (await batches.FindRecentAsync(entry.Batch) is not { } batch || !batch.IsOpenAt(change.At))
            {
                return Problems.Conflict(Reasons.Get("batch-closed"));
            }

            left = entry;
            change.Apply(LifecycleEvent.LeftBatch);
            change.Participant = change.Participant with { Batch = null };
            return Reply.NoContent;
        });
        if (left is not null)
        {
            await candidates.RemoveAsync(left.Batch, left.Ticket);
        }

        return reply;
    }
}
