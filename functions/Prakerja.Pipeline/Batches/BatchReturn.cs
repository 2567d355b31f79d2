using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Batches;

/// <summary>A batch joined earlier, with what came of it: kept in the participant's shard.</summary>
public sealed record PastBatch(BatchEntry Entry, BatchOutcome Outcome);

/// <summary>
/// Whoever a batch did not select reads so from its result; their row says candidate until they act. An act that needs the true state settles it first,
/// in the same commit.
/// </summary>
public sealed class BatchReturn(BatchOutcomes outcomes)
{
    /// <summary>A candidate whose batch is announced without a place for them is verified again; the batch goes to the history.</summary>
    public ValueTask SettleAsync(ParticipantChange change) => SettleAsync(change, outcome => outcome.FreesHolder);

    /// <summary>The same, but a reserve who may still be called up stays one.</summary>
    public ValueTask SettleFinalAsync(ParticipantChange change) => SettleAsync(change, outcome => outcome.Final);

    private async ValueTask SettleAsync(ParticipantChange change, Func<BatchOutcome, bool> frees)
    {
        if (change.Participant is not { State: ParticipantState.Candidate, Batch: { } entry })
        {
            return;
        }

        var outcome = await outcomes.FindAsync(entry);
        if (frees(outcome))
        {
            change.Apply(LifecycleEvent.NotSelected);
            change.Upsert(ParticipantKeys.BatchHistory(change.Before.Id, entry.Batch), new PastBatch(entry, outcome));
        }
    }
}
