using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Training;

/// <summary>Looks at the reports of one participant and applies what can be applied, all in one commit.</summary>
public sealed class TrainingEvents(ParticipantStore participants, ITableStore tables, TrainingMoney money)
{
    /// <summary>Leaves room in the commit of at most 100 writes for money, messages and counters.</summary>
    private const int MostPerCommit = 50;

    /// <summary>True if there is more to do.</summary>
    public Task<bool> ApplyAsync(string participant) => participants.ChangeAsync(participant, async change =>
    {
        if (change.Participant.TrainingEvents == change.Participant.TrainingEventsSeen)
        {
            return false;
        }

        foreach (var reports in (await ReadAsync(participant)).GroupBy(e => e.RedeemCode, StringComparer.Ordinal))
        {
            await ApplyAsync(change, [.. reports], MostPerCommit - change.Writes.Count);
            if (change.Writes.Count >= MostPerCommit)
            {
                return true;
            }
        }

        change.Participant = change.Participant with { TrainingEventsSeen = change.Participant.TrainingEvents };
        return false;
    });

    private async ValueTask ApplyAsync(ParticipantChange change, TrainingEvent[] reports, int room)
    {
        var purchase = change.Participant.FindPurchase(reports[0].RedeemCode)!;
        var (folded, changed) = EventFold.Fold(purchase, reports, change.At);
        foreach (var report in changed.Take(room))
        {
            change.Upsert(ParticipantKeys.TrainingEvent(change.Before.Id, report.Partner, report.Key), report);
        }

        if (!ReferenceEquals(folded, purchase))
        {
            await MoveAsync(change, purchase, folded);
        }
    }

    private async ValueTask MoveAsync(ParticipantChange change, Purchase before, Purchase after)
    {
        if (after.State == PurchaseState.Cancelled)
        {
            await CancelPurchase.CancelAsync(change, after, money);
            return;
        }

        if (after.State == PurchaseState.Completed && before.State != PurchaseState.Completed)
        {
            await money.PostAsync(change, after);
            if (change.Participant.Purchases.All(p => p.State != PurchaseState.Completed))
            {
                change.Reached(Milestones.Trained);
            }

            change.Notify("course-completed", ("title", after.Title));
            change.WakeLifecycle();
        }

        change.Replace(after);
    }

    private async Task<IReadOnlyList<TrainingEvent>> ReadAsync(string participant)
    {
        var all = new List<TrainingEvent>();
        await foreach (var row in tables.RowsAsync(ParticipantKeys.Table, ParticipantKeys.Shard(participant), RowRange.Prefix($"e|{participant}|")))
        {
            all.Add(PipelineJson.Read<TrainingEvent>(row.Body));
        }

        return all;
    }
}
