using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Settlements;

namespace Prakerja.Pipeline.Matching;

/// <summary>What the ledger has of one payment: those of incentives are in the participant's partition, those of settlements among the programme's own.</summary>
public sealed class PostedPayments(LedgerReader reader, ProgrammeLedger ledger)
{
    /// <summary>The day on which it was posted as paid; null: it was not.</summary>
    public async Task<DateOnly?> DayOfAsync(PaymentReference reference) => SettlementId.Of(reference) is not null
        ? (await ledger.FindAsync(SettlementMovements.PaidKey(reference)))?.Day
        : (await reader.FindAsync(reference.Participant, PayoutLedger.PaidKey(reference.Key!, reference.Attempt)))?.Row.Day;

    /// <summary>Whether anything of it was posted, in suspense at least.</summary>
    public async Task<bool> HasMovedAsync(PaymentReference reference)
    {
        if (SettlementId.Of(reference) is not null)
        {
            return await ledger.HasAsync(SettlementMovements.PaidKey(reference))
                || (reference.Partner is { } word && await ledger.HasAsync(SettlementMovements.OtherAmountKey(reference, word.Amount)));
        }

        var prefix = PayoutLedger.ReserveKey(reference.Key!, reference.Attempt) + "-";
        return (await reader.AllAsync(reference.Participant)).Any(t => t.Key.StartsWith(prefix, StringComparison.Ordinal));
    }
}
