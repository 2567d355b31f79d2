using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Payments;

namespace Prakerja.Pipeline.Recoveries;

/// <summary>
/// Repaid cash that was transferred back by hand, as two people said (<see cref="RecoveryExcess"/>), and the statement lines by which it left: they come under
/// the recovery's pay code, before or after the two people's word, and each shows one refund.
/// </summary>
public sealed class RecoveryRefunds(RecoveryIndex index, ParticipantStore participants, LedgerReader ledger)
{
    /// <summary>Whether a transfer is repaid cash that left again.</summary>
    public static bool Is(TransferRow entry) => entry.Kind == RecoveryBook.GivenBackKind && entry.Credit.StartsWith("repaid:", StringComparison.Ordinal);

    /// <summary>Any number of times: a line shows one refund, and the money is booked already.</summary>
    /// <param name="code">The reference of the line.</param>
    /// <param name="line">Its id.</param>
    /// <param name="amount">Whole Rupiah.</param>
    /// <returns>Whether it shows one; otherwise it is nobody's code, or no refund of that amount waits for its line.</returns>
    public async Task<bool> TakeAsync(string code, string line, string provider, long amount) =>
        await index.FindByCodeAsync(code) is { } id && await participants.ChangeAsync(id.Participant, async change =>
        {
            if (change.Participant.FindRecovery(id.Number) is not { } entry)
            {
                return false;
            }

            if (!entry.Stated.Values.Contains(line, StringComparer.Ordinal))
            {
                if (await FindUnstatedAsync(id, entry, provider, amount) is not { } refund)
                {
                    return false;
                }

                change.Keep(entry with { Stated = new Dictionary<string, string>(entry.Stated, StringComparer.Ordinal) { [refund] = line } });
            }

            return true;
        });

    /// <summary>Whether a line shows a refund already.</summary>
    public async Task<bool> IsTakenAsync(string code, string line) => await index.FindByCodeAsync(code) is { } id
        && (await participants.FindAsync(id.Participant))?.FindRecovery(id.Number)?.Stated.Values.Contains(line, StringComparer.Ordinal) == true;

    /// <summary>Key of the first refund of an amount that no line has shown yet; null: there is none.</summary>
    /// <param name="provider">In whose statement the line is.</param>
    public async Task<string?> FindUnstatedAsync(RecoveryId id, string provider, long amount) =>
        (await participants.FindAsync(id.Participant))?.FindRecovery(id.Number) is { } entry ? await FindUnstatedAsync(id, entry, provider, amount) : null;

    /// <summary>A refund or a line of which nobody said through whom fits any provider, after the ones that name it.</summary>
    private async Task<string?> FindUnstatedAsync(RecoveryId id, RecoveryEntry entry, string provider, long amount)
    {
        var (own, unknown) = (LedgerAccounts.Repaid(provider), LedgerAccounts.Repaid(Statements.Unmatched));
        return (await ledger.AllAsync(id.Participant))
            .Where(t => Is(t) && t.Reference == $"{id}" && t.Amount == amount && !entry.Stated.ContainsKey(t.Key))
            .Where(t => own == unknown || t.Credit == own || t.Credit == unknown)
            .OrderBy(t => t.Credit != own).ThenBy(t => t.CountsFrom).ThenBy(t => t.Key, StringComparer.Ordinal).FirstOrDefault()?.Key;
    }
}
