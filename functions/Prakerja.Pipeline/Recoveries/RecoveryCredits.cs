using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Recoveries;

/// <summary>Money that a statement says came in under a recovery's pay code: it is repaid, as far as it is owed.</summary>
public sealed class RecoveryCredits(RecoveryIndex index, ParticipantStore participants, RecoveryBook book, LedgerReader ledger)
{
    /// <summary>Any number of times: a line counts once.</summary>
    /// <param name="code">The reference of the line.</param>
    /// <param name="line">Its id.</param>
    /// <returns>Whole Rupiah taken as repaid; 0: nobody's code, or nothing is owed.</returns>
    public async Task<long> TakeAsync(string code, string line, string provider, long amount)
    {
        if (await index.FindByCodeAsync(code) is not { } id)
        {
            return 0;
        }

        var key = $"{id.Key}-line-{line}";
        return await participants.ChangeAsync(id.Participant, async change =>
        {
            if (await ledger.FindAsync(id.Participant, key) is { Row: var known })
            {
                return known.Amount;
            }

            await book.FoldAsync(change);
            var part = Math.Min(amount, change.Participant.FindRecovery(id.Number)?.Recovery.Owed ?? 0);
            if (part > 0)
            {
                change.Record(key, LedgerAccounts.Repaid(provider), LedgerAccounts.Recovery(id.Participant), part, RecoveryBook.RepaidKind, $"{id}", TransferState.Posted);
                await book.FoldAsync(change);
            }

            return part;
        });
    }
}
