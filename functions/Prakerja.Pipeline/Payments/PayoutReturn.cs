using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Payments;

/// <summary>Decides what money that came back does to the payout and the ledger.</summary>
public sealed class PayoutReturn(PayoutLedger ledger, PayoutSuccess success)
{
    /// <summary>What succeeded came back: a contra transfer, and the incentive is open again. Told before the success, it implies it.</summary>
    public async ValueTask<Decision> ApplyAsync(ParticipantChange change, PaymentReference reference, PayoutOutcome outcome)
    {
        var key = PayoutLedger.ReturnedKey(reference.Key!, reference.Attempt);
        var seen = await ledger.SeenAsync(change);
        if (outcome.Amount is { } amount && amount != reference.Amount)
        {
            return Other(change, seen, reference, amount);
        }

        if (PayoutSuccess.Has(seen, key))
        {
            PayoutFailure.Learn(change, reference, outcome);
            return new Decision(PaymentState.Failed);
        }

        if (PayoutSuccess.IsSettled(seen, reference))
        {
            return Other(change, seen, reference, reference.Amount);
        }

        var paid = await success.ApplyAsync(change, reference, outcome with { Reason = null });
        if (paid.State != PaymentState.Paid)
        {
            return paid;
        }

        var giver = (await ledger.SeenAsync(change)).First(t => t.Key == PayoutLedger.PaidKey(reference.Key!, reference.Attempt)).Debit;
        var back = giver.StartsWith("in-flight:", StringComparison.Ordinal) ? LedgerAccounts.Incentive(change.Before.Id) : giver;
        change.Record(key, LedgerAccounts.Paid(reference.Provider), back, reference.Amount, PayoutLedger.ReturnedKind, reference.Reference, TransferState.Posted);
        if (change.Participant.Payouts.FirstOrDefault(p => p.Key == reference.Key) is { State: PaymentState.Paid } payout && payout.PaidAttempt == reference.Attempt)
        {
            PayoutFailure.Fail(change, payout, outcome);
        }

        return new Decision(PaymentState.Failed, paid.Case);
    }

    /// <summary>
    /// Something else than was paid came back: it waits in suspense. It says nothing of what had been paid, so the payout stays as it is: what is open is
    /// asked about.
    /// </summary>
    private static Decision Other(ParticipantChange change, IReadOnlyList<TransferRow> seen, PaymentReference reference, long amount)
    {
        var key = $"{PayoutLedger.ReturnedKey(reference.Key!, reference.Attempt)}-{amount}";
        if (!PayoutSuccess.Has(seen, key))
        {
            change.Record(key, LedgerAccounts.Paid(reference.Provider), LedgerAccounts.Suspense, amount, PayoutLedger.SuspenseKind, reference.Reference, TransferState.Posted);
        }

        return new Decision(null, new CaseToOpen(CaseKinds.Suspense, "returned-other-amount", $"{reference.Reference}-returned-{amount}"));
    }
}
