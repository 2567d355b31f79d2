using Prakerja.Pipeline.Batches;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Privacy;

/// <summary>
/// Leaves a batch that is still open, and gives back the place of an award nothing was bought on. Tickets of batches that have closed stay in the draw, but
/// are nobody's: freezing and awarding see that. The history of batches goes.
/// </summary>
public sealed class ErasedBatch(BatchStore batches, Candidates candidates, ITableStore tables, IEnumerable<IPlaceReturns> places, TimeProvider clock) : IErasureStep
{
    private const int Most = 1000;

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

        await EraseTicketsAsync(leaver);
    }

    /// <summary>Awarded, and left before a course was taken up.</summary>
    public static bool HasUnusedAward(Participant leaver) => leaver is { State: ParticipantState.Withdrawn, Award: not null }
        && leaver.Purchases.All(p => p.State is PurchaseState.Cancelled or PurchaseState.Revoked);

    private async Task EraseTicketsAsync(Participant leaver)
    {
        var shard = ParticipantKeys.Shard(leaver.Id);
        var history = (await tables.ScanAsync(ParticipantKeys.Table, shard, RowRange.Prefix($"h|{leaver.Id}|"), Most)).Rows;
        var tickets = history.Select(r => PipelineJson.Read<PastBatch>(r.Body).Entry).Select(e => (e.Batch, e.Ticket)).ToHashSet();
        if (leaver.Batch is { } entry)
        {
            tickets.Add((entry.Batch, entry.Ticket));
        }

        if (leaver.Award is { } award)
        {
            tickets.Add((award.Batch, award.Ticket));
        }

        foreach (var (batch, ticket) in tickets)
        {
            await candidates.EraseAsync(batch, ticket, leaver.Award?.Ticket == ticket);
        }

        foreach (var rows in history.Chunk(TableLimits.MaxWrites))
        {
            await tables.CommitAsync(ParticipantKeys.Table, shard, [.. rows.Select(r => new TableWrite.Delete(r.Row))]);
        }
    }
}
