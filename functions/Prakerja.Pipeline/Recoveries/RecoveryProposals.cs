using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Recoveries;

/// <summary>Notes what one person wants done about a recovery. One at a time: the last one made, with a number of its own.</summary>
public sealed class RecoveryProposals(ParticipantStore participants, RecoveryBook book, RecoveryIndex index)
{
    /// <summary>The recovery as it is then, or why not.</summary>
    /// <param name="audit">Called before it takes effect.</param>
    public async Task<(RecoveryRow? Row, Problem? Problem)> ProposeAsync(RecoveryId id, RecoveryProposal proposal, Func<int, Task> audit)
    {
        var (row, problem) = await participants.ChangeAsync(id.Participant, async change =>
        {
            await book.FoldAsync(change);
            if (change.Participant.FindRecovery(id.Number) is not { } entry)
            {
                return (null, Problems.NotFound);
            }

            if (Refusal(entry.Recovery, proposal) is { } refused)
            {
                return ((RecoveryRow?)null, (Problem?)refused);
            }

            var numbered = proposal with { Number = entry.LastProposal + 1, At = change.At };
            await audit(numbered.Number);
            var kept = entry with { Proposal = numbered, LastProposal = numbered.Number };
            change.Keep(kept);
            change.WakeLifecycle();
            return (new RecoveryRow(id.Participant, kept), null);
        });
        if (row is not null && await participants.FindAsync(id.Participant) is { } participant)
        {
            await index.MirrorAsync(participant);
        }

        return row is null ? (null, problem ?? Problems.NotFound) : (row, null);
    }

    /// <summary>What speaks against an act: asked when it is proposed, and again when it is approved.</summary>
    public static Problem? Refusal(Recovery recovery, RecoveryProposal proposal) => (recovery.State, proposal.Act) switch
    {
        (RecoveryState.Proposed, RecoveryAct.Claim) => null,
        (RecoveryState.Open or RecoveryState.Instalments, RecoveryAct.Repayment) when proposal.Amount > recovery.Owed => TooMuch(recovery),
        (RecoveryState.Open or RecoveryState.Instalments, RecoveryAct.Instalments) when recovery.Owed < proposal.Months => TooMuch(recovery),
        (RecoveryState.Open or RecoveryState.Instalments, not RecoveryAct.Claim) => null,
        _ => NotOwed,
    };

    private static Problem NotOwed => Problems.Conflict(
        "nothing-owed", new("Tidak ada yang terutang", "Nothing is owed"), new("Pengembalian ini sudah selesai atau belum disetujui.", "This recovery is closed, or not approved yet."));

    private static Problem TooMuch(Recovery recovery) => Problems.Conflict(
        "more-than-owed", new("Lebih dari yang terutang", "More than is owed"), new($"Yang terutang Rp {RecoveryBook.Text(recovery.Owed)}.", $"Rp {RecoveryBook.Text(recovery.Owed)} are owed."));
}
