using Prakerja.Pipeline.Complaints;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Privacy;

/// <summary>Deletes what is kept in the participant's shard: complaints, messages, access log, course reviews, kept answers, dates to come.</summary>
public sealed class ErasedRows(ITableStore tables, ComplaintStore complaints) : IErasureStep
{
    public async Task ReleaseAsync(Participant leaver)
    {
        await CloseComplaintsAsync(leaver.Id);
        foreach (var kind in "cnari")
        {
            await DeleteAsync(ParticipantKeys.Shard(leaver.Id), $"{kind}|{leaver.Id}|");
        }

        if (!leaver.Purchases.Any(p => p.State is PurchaseState.Bought or PurchaseState.Committed))
        {
            await DeleteDatesAsync(leaver.Id);
        }
    }

    private async Task CloseComplaintsAsync(string id)
    {
        await foreach (var row in tables.RowsAsync(ParticipantKeys.Table, ParticipantKeys.Shard(id), RowRange.Prefix(ParticipantKeys.Complaint(id, "")), pageSize: 100))
        {
            var complaint = PipelineJson.Read<ComplaintRecord>(row.Body);
            await complaints.ForgetAsync(new ComplaintIndex(complaint.Id, id, complaint.DueAt));
        }
    }

    /// <summary>Nothing is left to wake up for, unless a course goes on whose money must find its way: all else was settled before. Dates are in order of time, so the shard's are looked through.</summary>
    private async Task DeleteDatesAsync(string id)
    {
        await foreach (var row in tables.RowsAsync(ParticipantKeys.Table, ParticipantKeys.Shard(id), RowRange.Prefix("d|")))
        {
            if (row.Row.Contains($"|{id}|", StringComparison.Ordinal))
            {
                await tables.CommitAsync(ParticipantKeys.Table, row.Partition, [new TableWrite.Delete(row.Row)]);
            }
        }
    }

    private async Task DeleteAsync(string shard, string prefix)
    {
        while (await tables.ScanAsync(ParticipantKeys.Table, shard, RowRange.Prefix(prefix), TableLimits.MaxWrites) is { Rows.Count: > 0 } page)
        {
            await tables.CommitAsync(ParticipantKeys.Table, shard, [.. page.Rows.Select(r => new TableWrite.Delete(r.Row))]);
        }
    }
}
