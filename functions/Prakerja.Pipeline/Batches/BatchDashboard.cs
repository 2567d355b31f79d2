using Prakerja.Pipeline.Me;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Batches;

/// <summary>Batches of the dashboard ("riwayat gelombang"): earlier ones from the history, the present one from its result; and the state that follows from it.</summary>
public sealed class BatchDashboard(ITableStore tables, BatchOutcomes outcomes) : IDashboardPart
{
    private const int Most = 1000;

    public async ValueTask FillAsync(DashboardDraft draft)
    {
        var participant = draft.Participant;
        var page = await tables.ScanAsync(
            ParticipantKeys.Table, ParticipantKeys.Shard(participant.Id), RowRange.Prefix($"h|{participant.Id}|"), Most);
        var history = page.Rows.Select(r => PipelineJson.Read<PastBatch>(r.Body)).Where(p => p.Entry.Ticket != participant.Batch?.Ticket);
        draft.Batches.AddRange(history.Select(past => View(draft, past)));
        if (participant.Batch is { } entry)
        {
            var outcome = await OutcomeAsync(participant, entry);
            draft.Batches.Add(View(draft, new PastBatch(entry, outcome)));
            if (draft.State == ParticipantState.Candidate && outcome.FreesHolder && outcome is not { State: OutcomeState.Reserve, Final: false })
            {
                draft.State = ParticipantState.Verified;
            }
        }
    }

    private async ValueTask<BatchOutcome> OutcomeAsync(Participant participant, BatchEntry entry)
    {
        var row = await tables.GetAsync(
            ParticipantKeys.Table, ParticipantKeys.Shard(participant.Id), ParticipantKeys.BatchHistory(participant.Id, entry.Batch));
        return row is null ? await outcomes.FindAsync(entry) : PipelineJson.Read<PastBatch>(row.Body).Outcome;
    }

    private static BatchView View(DashboardDraft draft, PastBatch past)
    {
        var drawn = past.Outcome.State is OutcomeState.Selected or OutcomeState.Reserve
            || (past.Outcome.State == OutcomeState.NotSelected && !past.Outcome.Reasons.Contains("batch-cancelled"))
            || (past.Outcome.State == OutcomeState.Household && past.Outcome.Reasons.Contains("household"));
        return new BatchView(
            past.Entry.Batch, past.Entry.Ticket, past.Outcome.State.Word(), ReasonView.Of(past.Outcome.Reasons, draft.English),
            past.Outcome.Rank, past.Outcome.CutOff, drawn ? $"/api/public/batches/{past.Entry.Batch}/draw/tickets/{past.Entry.Ticket}" : null);
    }
}
