using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Recoveries;

/// <summary>Money that a statement says came in under a recovery's pay code: it is repaid, as far as it is owed.</summary>
public sealed class RecoveryCredits(RecoveryIndex index, ParticipantStore participants, RecoveryBook book, LedgerReader ledger)
{
    /// <summary>Any number of times: a line counts once. What two people have recorded as repaid already is the same cash, not more of it.</summary>
    /// <param name="code">The reference of the line.</param>
    /// <param name="line">Its id.</param>
    /// <returns>Whole Rupiah taken as repaid; 0: nobody's code, or nothing is owed.</returns>
    public async Task<long> TakeAsync(string code, string line, string provider, long amount)
    {
        if (await index.FindByCodeAsync(code) is not { } id)
        {
            return 0;
        }

        return await participants.ChangeAsync(id.Participant, async change =>
        {
            if (await KnownAsync(id, line) is > 0 and var known)
            {
                return known;
            }

            await book.FoldAsync(change);
            if (await FindRecordedAsync(change, id, provider, amount) is { } recorded)
            {
                var entry = change.Participant.FindRecovery(id.Number)!;
                change.Keep(entry with { Stated = new Dictionary<string, string>(entry.Stated, StringComparer.Ordinal) { [recorded] = line } });
                return amount;
            }

            var part = Math.Min(amount, change.Participant.FindRecovery(id.Number)?.Recovery.Owed ?? 0);
            if (part > 0)
            {
                change.Record(KeyOf(id, line), LedgerAccounts.Repaid(provider), LedgerAccounts.Recovery(id.Participant), part, RecoveryBook.RepaidKind, $"{id}", TransferState.Posted);
                await book.FoldAsync(change);
            }

            return part;
        });
    }

    /// <summary>Whole Rupiah of a line that were taken as repaid before; 0: none.</summary>
    public async Task<long> TakenAsync(string code, string line) => await index.FindByCodeAsync(code) is { } id ? await KnownAsync(id, line) : 0;

    /// <summary>Whether a partner's statement has the cash of a repayment; where it was recorded from a line, it has.</summary>
    /// <param name="repayment">Key of its transfer, without the participant.</param>
    public async Task<bool> IsStatedAsync(RecoveryId id, string repayment) => repayment.StartsWith(KeyOf(id, ""), StringComparison.Ordinal)
        || (await participants.FindAsync(id.Participant))?.FindRecovery(id.Number)?.Stated.ContainsKey(repayment) == true;

    private async Task<long> KnownAsync(RecoveryId id, string line)
    {
        if (await ledger.FindAsync(id.Participant, KeyOf(id, line)) is { Row: var known })
        {
            return known.Amount;
        }

        var stated = (await participants.FindAsync(id.Participant))?.FindRecovery(id.Number)?.Stated.FirstOrDefault(s => s.Value == line).Key;
        return stated is not null && await ledger.FindAsync(id.Participant, stated) is { Row: var recorded } ? recorded.Amount : 0;
    }

    /// <summary>Key of what two people recorded as repaid through this provider, of this amount, and no line has shown yet.</summary>
    private async Task<string?> FindRecordedAsync(ParticipantChange change, RecoveryId id, string provider, long amount)
    {
        var stated = change.Participant.FindRecovery(id.Number)?.Stated ?? new Dictionary<string, string>();
        return (await ledger.AllAsync(id.Participant))
            .Where(t => t.Kind == RecoveryBook.RepaidKind && t.Reference == $"{id}" && t.Amount == amount && t.Debit == LedgerAccounts.Repaid(provider))
            .Where(t => !t.Key.StartsWith(KeyOf(id, ""), StringComparison.Ordinal) && !stated.ContainsKey(t.Key))
            .OrderBy(t => t.CountsFrom).ThenBy(t => t.Key, StringComparer.Ordinal).FirstOrDefault()?.Key;
    }

    private static string KeyOf(RecoveryId id, string line) => $"{id.Key}-line-{line}";
}
