using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Payments;

namespace Prakerja.Pipeline.Cases;

/// <summary>
/// Brings to zero what is in suspense because another amount came back than was instructed: it goes back to where it was given from, so what is missing is paid
/// again; or it never moved.
/// </summary>
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

        SuspenseSettlement.NeedInSuspense(seen, key);
        if (how.Resolution == Resolutions.Settle)
        {
            GiveBack(change, AttemptMoney.Of(seen, reference), key, amount, reference);
        }
        else
        {
            var (end, to) = how.Resolution == Resolutions.Treasury ? ("kept", Treasury(change)) : ("undone", LedgerAccounts.Paid(reference.Provider));
            Move(change, $"{key}-{end}", to, amount, reference);
        }

        return SuspenseSettlement.StateOf(change, reference);
    }

    /// <summary>To the incentive first, so that nothing owed is cleared before the person has less than their due.</summary>
    private static void GiveBack(ParticipantChange change, AttemptMoney given, string key, long amount, PaymentReference reference)
    {
        var (incentive, owed) = (Math.Min(amount, given.Incentive), Math.Clamp(amount - given.Incentive, 0, given.Owed));
        Move(change, $"{key}-settled", LedgerAccounts.Incentive(change.Before.Id), incentive, reference);
        Move(change, $"{key}-settled-owed", LedgerAccounts.Recovery(change.Before.Id), owed, reference);
        // Only if two cases were approved in the same moment: each was checked against what was given, and both were not.
        Move(change, $"{key}-surplus", Treasury(change), amount - incentive - owed, reference);
        if (incentive > 0)
        {
            Reopen(change, change.Participant.Payouts.First(p => p.Key == reference.Key), incentive);
        }
    }

    private static void Reopen(ParticipantChange change, Payout payout, long missing)
    {
        change.Participant = change.Participant.WithPayout(payout.State == PaymentState.Paid
            ? payout with { State = PaymentState.Failed, At = change.At, Reason = PayoutRetry.PartlyPaid, PaidAt = null, PaidAttempt = null, PartPaid = payout.Has - missing }
            : payout with { PartPaid = payout.PartPaid - missing });
        change.WakeLifecycle();
    }

    private static string Treasury(ParticipantChange change) => LedgerAccounts.TreasuryReturns(Wib.DateOf(change.At).Year);

    private static void Move(ParticipantChange change, string key, string to, long amount, PaymentReference reference)
    {
        if (amount > 0)
        {
            change.Record(key, LedgerAccounts.Suspense, to, amount, SuspenseSettlement.Kind, reference.Reference, TransferState.Posted);
        }
    }
}
