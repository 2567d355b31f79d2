using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Payments;

namespace Prakerja.Pipeline.Cases;

/// <summary>
/// Brings to zero what a payout has in suspense, in the participant's partition. The keys are those of the transfers that put it there, with what became of it
/// behind, so each is settled once.
/// </summary>
public sealed class SuspenseSettlement(ParticipantStore participants, PayoutLedger ledger, PayoutOutcomes outcomes, PayoutCases cases)
{
    /// <summary>Of transfers that take something out of suspense.</summary>
    public const string Kind = "suspense-settled";

    /// <summary>Another amount than instructed was paid.</summary>
    public async Task PaidAsync(PaymentReference reference, long amount, CaseProposal how)
    {
        var (state, excess) = await participants.ChangeAsync(reference.Participant, change => DecidePaidAsync(change, reference, amount, how));
        await FinishAsync(reference, state, excess, $"{reference.Reference}-{amount}-excess");
    }

    /// <summary>Paid a second time: the person owes it.</summary>
    public async Task RecoverAsync(PaymentReference reference, string caseId, long amount)
    {
        await participants.ChangeAsync(reference.Participant, async change =>
        {
            var key = $"{caseId}-recovery";
            if ((await ledger.SeenAsync(change)).All(t => t.Key != key))
            {
                change.Record(key, LedgerAccounts.Recovery(change.Before.Id), LedgerAccounts.Suspense, amount, Kind, reference.Reference, TransferState.Posted);
            }

            return true;
        });
        await FinishAsync(reference, null, amount, caseId);
    }

    private async Task FinishAsync(PaymentReference reference, PaymentState? state, long excess, string recovery)
    {
        if (excess > 0)
        {
            await cases.OpenAsync(CaseKinds.Recovery, "paid-twice", recovery, reference.Reference, reference, excess);
        }

        await outcomes.FinishAsync(reference, state);
    }

    private async ValueTask<(PaymentState? State, long Excess)> DecidePaidAsync(ParticipantChange change, PaymentReference reference, long amount, CaseProposal how)
    {
        var key = PayoutSuccess.MismatchKey(reference, amount);
        var seen = await ledger.SeenAsync(change);
        if (seen.Any(t => t.Kind == Kind && t.Key.StartsWith($"{key}-", StringComparison.Ordinal)))
        {
            return (StateOf(change, reference), seen.FirstOrDefault(t => t.Key == $"{key}-excess")?.Amount ?? 0);
        }

        NeedInSuspense(seen, key);
        if (how.Resolution != Resolutions.Settle)
        {
            change.Record($"{key}-undone", LedgerAccounts.Paid(reference.Provider), LedgerAccounts.Suspense, amount, Kind, reference.Reference, TransferState.Posted);
            return (how.Resolution == Resolutions.Returned ? await EndAsync(change, reference) : StateOf(change, reference), 0);
        }

        var part = await TakeAsync(change, reference, amount, how.PayRest);
        Move(change, $"{key}-settled", LedgerAccounts.Incentive(change.Before.Id), part, reference);
        Move(change, $"{key}-excess", LedgerAccounts.Recovery(change.Before.Id), amount - part, reference);
        return (StateOf(change, reference), amount - part);
    }

    /// <summary>How much of an amount the person is still entitled to by this attempt; the payout is shown accordingly. Nothing, if another attempt is on its way or has paid.</summary>
    private async ValueTask<long> TakeAsync(ParticipantChange change, PaymentReference reference, long amount, bool payRest)
    {
        var payout = change.Participant.Payouts.First(p => p.Key == reference.Key);
        if (!IsReplaceable(payout, reference))
        {
            return 0;
        }

        await ledger.VoidAsync(change, reference.Key!, payout.Attempt);
        var seen = await ledger.SeenAsync(change);
        var left = IncentiveFactsReader.LeftOf(change.Participant, payout, change.At);
        var part = Math.Min(amount, Math.Min(left, PayoutLedger.Available(seen, LedgerAccounts.Incentive(change.Before.Id))));
        if (part <= 0)
        {
            return 0;
        }

        var whole = part == left || !payRest;
        change.Participant = change.Participant.WithPayout(whole
            ? payout with { Amount = part, State = PaymentState.Paid, At = change.At, Reason = null, PaidAt = change.At, PaidAttempt = reference.Attempt, Wait = null }
            : payout with { State = PaymentState.Failed, At = change.At, Reason = PayoutRetry.PartlyPaid, PartPaid = payout.PartPaid + part });
        if (whole)
        {
            FirstPayment.Count(change, seen, reference.Key!);
            change.Notify("incentive-paid", ("key", reference.Key!), ("amount", $"{part}"));
        }

        change.WakeLifecycle();
        return part;
    }

    /// <summary>What was sent came back whole: the attempt is dead, unless it has ended otherwise.</summary>
    private async ValueTask<PaymentState?> EndAsync(ParticipantChange change, PaymentReference reference)
    {
        if (change.Participant.Payouts.FirstOrDefault(p => p.Key == reference.Key) is { State: PaymentState.Sending or PaymentState.Unknown } payout && payout.Attempt == reference.Attempt)
        {
            await ledger.VoidAsync(change, reference.Key!, reference.Attempt);
            change.Participant = change.Participant.WithPayout(payout with { State = PaymentState.Failed, At = change.At, Reason = PayoutRetry.DeclaredDead });
            change.WakeLifecycle();
        }

        return StateOf(change, reference);
    }

    /// <summary>Open, or ended with no later attempt that could have reached the partner.</summary>
    private static bool IsReplaceable(Payout payout, PaymentReference reference) => payout.State switch
    {
        PaymentState.Paid => false,
        PaymentState.Failed => true,
        _ => payout.Attempt == reference.Attempt || payout.InstructedAt is null,
    };

    private static void Move(ParticipantChange change, string key, string from, long amount, PaymentReference reference)
    {
        if (amount > 0)
        {
            change.Record(key, from, LedgerAccounts.Suspense, amount, Kind, reference.Reference, TransferState.Posted);
        }
    }

    /// <summary>What never was in suspense cannot be taken out of it.</summary>
    internal static void NeedInSuspense(IReadOnlyList<TransferRow> seen, string key)
    {
        if (seen.All(t => t.Key != key))
        {
            throw new InvalidOperationException("A case in suspense has no transfer.");
        }
    }

    /// <summary>The attempt's; null if there is a later one.</summary>
    internal static PaymentState? StateOf(ParticipantChange change, PaymentReference reference) =>
        change.Participant.Payouts.FirstOrDefault(p => p.Key == reference.Key) is { } payout && payout.Attempt == reference.Attempt ? payout.State : null;
}
