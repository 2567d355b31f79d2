using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Recoveries;

namespace Prakerja.Pipeline.Matching;

/// <summary>
/// What people repaid, and what of it was transferred back to them by hand, in the daily match: there is no instruction to match it with. Of what came in, the
/// partner's own statement is both other records; of what left, the statement is one and the two people's word the other. What no statement shows is a
/// difference until two people accept it.
/// </summary>
public sealed class RepaidCash(RecoveryCredits credits, PayoutCases cases)
{
    private const string CasePrefix = $"{DifferenceCases.Difference}-";

    /// <summary>Whether a transfer is cash that a person repaid, or got back.</summary>
    public static bool Is(TransferRow entry) => entry.Kind == RecoveryBook.RepaidKind || RecoveryRefunds.Is(entry);

    /// <param name="entry">As the day index has it: its key has the participant before it.</param>
    public async Task<DayItem> ItemOfAsync(TransferRow entry)
    {
        var id = RecoveryId.Parse(entry.Reference)!.Value;
        var key = entry.Key[(entry.Key.IndexOf(':', StringComparison.Ordinal) + 1)..];
        var caseId = $"{CasePrefix}{id.Participant}-{key}";
        long? stated = await credits.IsStatedAsync(id, key) ? entry.Amount : null;
        var settled = stated is null && await cases.FindAsync(CaseKinds.Suspense, caseId) is { IsOpen: false, Decision: not null };
        var (kind, account, partner) = RecoveryRefunds.Is(entry) ? (ItemKind.Payment, entry.Credit, entry.Amount) : (ItemKind.Return, entry.Debit, stated);
        return new DayItem(kind, entry.Reference, account.Split(':')[^1], id.Participant, null, entry.Amount, partner, stated, settled) { CaseId = caseId };
    }

    /// <summary>Whether an open case is about a repayment or a refund that a statement shows by now.</summary>
    public async Task<bool> HasEndedAsync(PayoutCase open) => RecoveryId.Parse(open.Reference) is { } id && $"{CasePrefix}{id.Participant}-" is var prefix
        && open.Id.StartsWith(prefix, StringComparison.Ordinal) && await credits.IsStatedAsync(id, open.Id[prefix.Length..]);
}
