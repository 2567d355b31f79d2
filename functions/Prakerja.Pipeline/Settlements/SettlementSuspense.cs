using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Payments;

namespace Prakerja.Pipeline.Settlements;

/// <summary>Other amounts than instructed that a settlement has in suspense: until two people have decided what they were, nothing more is paid.</summary>
public sealed class SettlementSuspense(SettlementStore store, ProgrammeLedger ledger)
{
    /// <summary>Behind the key of what is in suspense, once two people have ended its case.</summary>
    public const string Undone = "-undone";

    /// <summary>Whether any attempt has some.</summary>
    public Task<bool> HasUndecidedAsync(Settlement settlement) => HasUndecidedAsync(settlement, settlement.Attempts);

    /// <summary>Whether this attempt has some.</summary>
    public async Task<bool> HasUndecidedAsync(PaymentReference reference) =>
        SettlementId.Of(reference) is { } id && await store.FindAsync(id) is var (settlement, _)
        && await HasUndecidedAsync(settlement, settlement.Attempts.Where(a => a.Number == reference.Attempt));

    private async Task<bool> HasUndecidedAsync(Settlement settlement, IEnumerable<SettlementAttempt> attempts)
    {
        foreach (var key in attempts.SelectMany(a => KeysOf(settlement.ReferenceOf(a), a)))
        {
            if (!await ledger.HasAsync(key + Undone))
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<string> KeysOf(PaymentReference reference, SettlementAttempt attempt) =>
        [.. attempt.OtherAmounts.Select(a => SettlementMovements.OtherAmountKey(reference, a)), .. attempt.OtherBack.Select(a => SettlementMovements.OtherBackKey(reference, a))];
}
