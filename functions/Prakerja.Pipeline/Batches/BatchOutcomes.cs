using Prakerja.Domain.Draw;
using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Batches;

/// <summary>As shown in <c>batches[]</c> of GET /api/me.</summary>
public enum OutcomeState
{
    Waiting,
    Selected,
    Reserve,
    NotSelected,
    Household,
    Ineligible,
}

/// <param name="Reasons">Codes.</param>
/// <param name="Rank">Of a reserve.</param>
/// <param name="CutOff">Score of the last one selected in the regency and group.</param>
/// <param name="Final">Nothing can come of it any more: a reserve's list is dissolved, or there was no place.</param>
public sealed record BatchOutcome(OutcomeState State, IReadOnlyList<string> Reasons, int? Rank = null, string? CutOff = null, bool Final = false)
{
    public static BatchOutcome Waiting { get; } = new(OutcomeState.Waiting, []);

    /// <summary>The batch was given up: nobody was drawn.</summary>
    public static BatchOutcome Cancelled { get; } = new(OutcomeState.NotSelected, ["batch-cancelled"], Final: true);

    /// <summary>Announced, and no place: the holder may join another batch.</summary>
    public bool FreesHolder => State is not (OutcomeState.Waiting or OutcomeState.Selected);
}

/// <summary>What became of a ticket: read from the published result, and from the row where an award or a check said otherwise.</summary>
public sealed class BatchOutcomes(BatchStore batches, Candidates candidates, DrawResults results)
{
    public async ValueTask<BatchOutcome> FindAsync(BatchEntry entry)
    {
        var batch = await batches.FindRecentAsync(entry.Batch);
        if (batch is not { IsAnnounced: true })
        {
            return batch?.State == BatchState.Cancelled ? BatchOutcome.Cancelled : BatchOutcome.Waiting;
        }

        var verdict = (await candidates.FindAsync(entry.Batch, entry.Ticket))?.Candidate.Verdict;
        return verdict?.Outcome switch
        {
            CandidateOutcome.Household => new BatchOutcome(OutcomeState.Household, verdict.Reasons, Final: true),
            CandidateOutcome.Ineligible => new BatchOutcome(OutcomeState.Ineligible, verdict.Reasons, Final: true),
            CandidateOutcome.CalledUp => new BatchOutcome(OutcomeState.Selected, []),
            CandidateOutcome.Entered => await DrawnAsync(batch, entry),
            CandidateOutcome.Lapsed => await DrawnAsync(batch, entry) with { Final = true },
            _ => new BatchOutcome(OutcomeState.NotSelected, ["not-selected"], Final: true),
        };
    }

    private async ValueTask<BatchOutcome> DrawnAsync(Batch batch, BatchEntry entry)
    {
        var drawn = await results.FindAsync(batch.Number, entry.Ticket) ?? throw new InvalidOperationException($"An entered ticket is not in the result of batch {batch.Number}.");
        var cutOff = await results.CutOffAsync(batch.Number, entry.Regency, entry.Group);
        return drawn.Kind switch
        {
            DrawOutcomeKind.SelectedRegional or DrawOutcomeKind.SelectedNational => new BatchOutcome(OutcomeState.Selected, [], CutOff: cutOff),
            DrawOutcomeKind.Reserve => new BatchOutcome(OutcomeState.Reserve, ["reserve"], drawn.Rank, cutOff, batch.State == BatchState.Finished),
            DrawOutcomeKind.Household => new BatchOutcome(OutcomeState.Household, ["household"], null, cutOff, true),
            _ => new BatchOutcome(OutcomeState.NotSelected, ["not-selected"], null, cutOff, true),
        };
    }
}
