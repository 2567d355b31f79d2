using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Payments;

namespace Prakerja.Pipeline.Cases;

/// <summary>Brings to zero what is in suspense because another amount came back than was paid: a part of it, then, is paid again, or it never moved.</summary>
public sealed class SuspenseReturns(ParticipantStore participants, PayoutLedger ledger, PayoutOutcomes outcomes)
{
    public async Task SettleAsync(PaymentReference reference, long amount, CaseProposal how)
    {
        var state = await participants.ChangeAsync(reference.Participant, change => DecideAsync(change, reference, amount, how));
        await outcomes.FinishAsync(reference, state);
    }

    private async ValueTask<PaymentState?> DecideAsync(ParticipantChange change, PaymentReference reference, long amount, CaseProposal how)
    {
        var key = $"{PayoutLedger.ReturnedKey(reference.Key!, reference.Attempt)}-{amount}";
        var seen = await ledger.SeenAsync(change);
        if (seen.Any(t => t.Kind == SuspenseSettlement.Kind && t.Key.StartsWith($"{key}-", StringComparison.Ordinal)))
        {
            return SuspenseSettlement.StateOf(change, reference);
        }

        if (how.Resolution != Resolutions.Settle)
        {
            change.Record($"{key}-undone", LedgerAccounts.Suspense, LedgerAccounts.Paid(reference.Provider), amount, SuspenseSettlement.Kind, reference.Reference, TransferState.Posted);
            return SuspenseSettlement.StateOf(change, reference);
        }

        var giver = seen.FirstOrDefault(t => t.Key == PayoutLedger.PaidKey(reference.Key!, reference.Attempt))?.Debit ?? "in-flight:";
        var back = giver.StartsWith("in-flight:", StringComparison.Ordinal) ? LedgerAccounts.Incentive(change.Before.Id) : giver;
        change.Record($"{key}-settled", LedgerAccounts.Suspense, back, amount, SuspenseSettlement.Kind, reference.Reference, TransferState.Posted);
        if (change.Participant.Payouts.FirstOrDefault(p => p.Key == reference.Key) is { State: PaymentState.Paid } payout && payout.PaidAttempt == reference.Attempt)
        {
            change.Participant = change.Participant.WithPayout(payout with
            {
                State = PaymentState.Failed, At = change.At, Reason = PayoutRetry.PartlyPaid, PaidAt = null, PaidAttempt = null, PartPaid = payout.PartPaid + reference.Amount - amount,
            });
            change.WakeLifecycle();
        }

        return SuspenseSettlement.StateOf(change, reference);
    }
}
