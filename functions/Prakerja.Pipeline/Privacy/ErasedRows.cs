using Prakerja.Pipeline.Complaints;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Verification;

namespace Prakerja.Pipeline.Privacy;

/// <summary>Deletes complaints, messages and access log of a person who left, and closes what staff still had open about them.</summary>
public sealed class ErasedRows(ITableStore tables, ComplaintStore complaints) : IErasureStep
{
    public async Task ReleaseAsync(Participant leaver)
    {
        var review = $"{leaver.Id}-{leaver.Facts.Version}";
        await tables.CommitAsync(ReviewQueue.Table, ReviewQueue.OpenPartition, [new TableWrite.Delete(review)]);
        await CloseComplaintsAsync(leaver.Id);
        foreach (var prefix in new[] { ParticipantKeys.Complaint(leaver.Id, ""), $"n|{leaver.Id}|", $"a|{leaver.Id}|" })
        {
            await DeleteAsync(ParticipantKeys.Shard(leaver.Id), prefix);
        }
    }

    private async Task CloseComplaintsAsync(string id)
    {
        string? continuation = null;
        do
        {
            var page = await tables.ScanAsync(
                ParticipantKeys.Table, ParticipantKeys.Shard(id), RowRange.Prefix(ParticipantKeys.Complaint(id, "")), 100, continuation);
            foreach (var complaint in page.Rows.Select(r => PipelineJson.Read<ComplaintRecord>(r.Body)))
            {
                await complaints.ForgetAsync(new ComplaintIndex(complaint.Id, id, complaint.DueAt));
            }

            continuation = page.Continuation;
        }
        while (continuation is not null);
    }

    private async Task DeleteAsync(string shard, string prefix)
    {
        while (await tables.ScanAsync(ParticipantKeys.Table, shard, RowRange.Prefix(prefix), TableLimits.MaxWrites) is { Rows.Count: > 0 } page)
        {
            await tables.CommitAsync(ParticipantKeys.Table, shard, [.. page.Rows.Select(r => new TableWrite.Delete(r.Row))]);
        }
    }
}
