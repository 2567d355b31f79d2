using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Recoveries;

namespace Prakerja.Pipeline.Cases;

/// <summary>What a person has by one attempt, less what of it came back, as the ledger has it. Whole Rupiah.</summary>
/// <param name="Incentive">Counted as the incentive.</param>
/// <param name="Owed">More than they were entitled to, or a second time: made a recovery.</param>
internal sealed record AttemptMoney(long Incentive, long Owed)
{
    public long Total => checked(Incentive + Owed);

    public static AttemptMoney Of(IReadOnlyList<TransferRow> seen, PaymentReference reference)
    {
        // A claim names the payment it is about, but nobody was given anything by it.
        var balances = Balances.Of(seen.Where(t => t.Reference == reference.Reference && t.Kind != RecoveryBook.ClaimKind).Select(t => t.ToTransfer()));
        return new AttemptMoney(-balances[LedgerAccounts.Incentive(reference.Participant)].Posted, -balances[LedgerAccounts.Recovery(reference.Participant)].Posted);
    }
}
