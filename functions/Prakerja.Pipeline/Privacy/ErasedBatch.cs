using Prakerja.Pipeline.Batches;
using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Privacy;

/// <summary>
/// Leaves a batch that is still open, and gives back the place of an award nothing was bought on. A batch that has closed keeps the ticket: freezing and
/// awarding see that its holder has withdrawn.
/// </summary>
public sealed class ErasedBatch(BatchStore batches, Candidates candidates, IEnumerable<IPlaceReturns> places, TimeProvider clock) : IErasureStep
{
    public async Task ReleaseAsync(Participant leaver)
    {
        if (leaver is { Award: null, Batch: { } entry } && await batches.FindRecentAsync(entry.Batch) is { } batch && batch.IsOpenAt(clock.GetUtcNow()))
        {
            await candidates.RemoveAsync(entry.Batch, entry.Ticket);
        }

        if (HasUnusedAward(leaver))
        {
            foreach (var place in places)
            {
                await place.ReturnAsync(leaver);
            }
        }
    }

    /// <summary>Awarded, and left before a course was taken up.</summary>
    public static bool HasUnusedAward(Participant leaver) => leaver is { State: ParticipantState.Withdrawn, Award: not null }
        && leaver.Purchases.All(p => p.State is PurchaseState.Cancelled or PurchaseState.Revoked);
}
