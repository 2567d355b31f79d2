using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Partners;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Training;

namespace Prakerja.Pipeline.Privacy;

/// <summary>
/// Deletes the reports on courses that are over. A course still going on is paid for when it is completed: what it needs stays until then, without
/// certificate and score.
/// </summary>
public sealed class ErasedTraining(ITableStore tables, WebhookInbox inbox) : IErasureStep
{
    public async Task ReleaseAsync(Participant leaver)
    {
        var shard = ParticipantKeys.Shard(leaver.Id);
        await foreach (var row in tables.RowsAsync(ParticipantKeys.Table, shard, RowRange.Prefix($"e|{leaver.Id}|"), TableLimits.MaxWrites))
        {
            var report = PipelineJson.Read<TrainingEvent>(row.Body);
            var isOver = leaver.FindPurchase(report.RedeemCode) is not { State: PurchaseState.Bought or PurchaseState.Committed };
            if (isOver)
            {
                await inbox.ForgetAsync(report);
            }

            TableWrite write = isOver ? new TableWrite.Delete(row.Row) : new TableWrite.Upsert(row.Row, PipelineJson.Write(report.Erased()));
            await tables.CommitAsync(ParticipantKeys.Table, shard, [write]);
        }
    }
}
