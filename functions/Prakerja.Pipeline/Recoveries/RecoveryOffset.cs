using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Recoveries;

/// <summary>Sets what a person owes off against an incentive that is due to them: in the commit that would reserve it, only as far as something is to be repaid by that day.</summary>
public sealed class RecoveryOffset(RecoveryBook book)
{
    /// <param name="key">Of the incentive.</param>
    /// <param name="attempt">That would pay it.</param>
    /// <param name="most">Whole Rupiah of it that are still to be paid.</param>
    /// <returns>Whole Rupiah set off.</returns>
    public async ValueTask<long> TakeAsync(ParticipantChange change, string key, int attempt, long most)
    {
        await book.FoldAsync(change);
        var (today, taken) = (Wib.DateOf(change.At), 0L);
        foreach (var recovery in change.Participant.Recoveries.Select(r => r.Recovery).Where(r => r.IsOwed))
        {
            var part = Math.Min(recovery.DueOn(today), most - taken);
            if (part > 0)
            {
                change.Record(
                    $"{key}-{attempt}-offset-{recovery.Number}", LedgerAccounts.Incentive(change.Before.Id), LedgerAccounts.Recovery(change.Before.Id), part,
                    RecoveryBook.OffSetKind, $"{new RecoveryId(change.Before.Id, recovery.Number)}", TransferState.Posted);
                taken += part;
            }
        }

        if (taken > 0)
        {
            change.Notify("recovery-offset", ("amount", RecoveryBook.Text(taken)), ("key", key));
            await book.FoldAsync(change);
        }

        return taken;
    }
}
