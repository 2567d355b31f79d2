using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Statistics;

namespace Prakerja.Pipeline.Payments;

/// <summary>Decides what money that arrived, or came back, does to the payout and the ledger.</summary>
public sealed class PayoutSuccess(PayoutLedger ledger)
{
    /// <summary>Posts the attempt and shows it as paid; another amount than instructed goes to suspense and is not shown as paid.</summary>
    public async ValueTask<Decision> ApplyAsync(ParticipantChange change, PaymentReference reference, PayoutOutcome outcome)
    {
        var seen = await ledger.SeenAsync(change);
        if (outcome.Amount is { } amount && amount != reference.Amount)
        {
            return Mismatch(change, seen, reference, amount);
        }

        if (Has(seen, PayoutLedger.ReturnedKey(reference.Key!, reference.Attempt)))
        {
            return new Decision(PaymentState.Failed);
        }

        if (IsPaid(seen, reference))
        {
            return new Decision(PaymentState.Paid);
        }

        if (outcome.Amount is null && IsInSuspense(seen, reference))
        {
            return new Decision(null);
        }

        return await ledger.PostAsync(change, reference) ? Show(change, seen, reference, outcome) : await LateAsync(change, seen, reference, outcome);
    }

    /// <summary>What succeeded came back: a contra transfer, and the incentive is open again. Told before the success, it implies it.</summary>
    public async ValueTask<Decision> ReturnAsync(ParticipantChange change, PaymentReference reference, PayoutOutcome outcome)
    {
        var key = PayoutLedger.ReturnedKey(reference.Key!, reference.Attempt);
        if (outcome.Amount is { } amount && amount != reference.Amount)
        {
            return await OtherReturnAsync(change, reference, $"{key}-{amount}", amount);
        }

        if (Has(await ledger.SeenAsync(change), key))
        {
            PayoutFailure.Learn(change, reference, outcome);
            return new Decision(PaymentState.Failed);
        }

        var paid = await ApplyAsync(change, reference, outcome with { Reason = null });
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
    /// Something else than was instructed came back: it waits in suspense. It says nothing of what had been paid, so the payout stays as it is: what is open is
    /// asked about.
    /// </summary>
    private async ValueTask<Decision> OtherReturnAsync(ParticipantChange change, PaymentReference reference, string key, long amount)
    {
        if (!Has(await ledger.SeenAsync(change), key))
        {
            change.Record(key, LedgerAccounts.Paid(reference.Provider), LedgerAccounts.Suspense, amount, PayoutLedger.SuspenseKind, reference.Reference, TransferState.Posted);
        }

        return new Decision(null, new CaseToOpen(CaseKinds.Suspense, "returned-other-amount", $"{reference.Reference}-returned-{amount}"));
    }

    /// <summary>Key of the transfer that puts another amount than instructed into suspense.</summary>
    public static string MismatchKey(PaymentReference reference, long amount) => $"{PayoutLedger.ReserveKey(reference.Key!, reference.Attempt)}-mismatch-{amount}";

    /// <summary>Whether another amount than instructed waits for a person.</summary>
    public static bool IsInSuspense(IReadOnlyList<TransferRow> seen, PaymentReference reference)
    {
        var prefix = MismatchKey(reference, 0)[..^1];
        return seen.Any(t => t.Kind == PayoutLedger.SuspenseKind && t.Key.StartsWith(prefix, StringComparison.Ordinal)
            && !seen.Any(s => s.Key.StartsWith($"{t.Key}-", StringComparison.Ordinal)));
    }

    private static Decision Mismatch(ParticipantChange change, IReadOnlyList<TransferRow> seen, PaymentReference reference, long amount)
    {
        var key = MismatchKey(reference, amount);
        if (!Has(seen, key))
        {
            change.Record(key, LedgerAccounts.Suspense, LedgerAccounts.Paid(reference.Provider), amount, PayoutLedger.SuspenseKind, reference.Reference, TransferState.Posted);
            if (change.Participant.Payouts.FirstOrDefault(p => p.Key == reference.Key) is { State: PaymentState.Sending } payout && payout.Attempt == reference.Attempt)
            {
                change.Participant = change.Participant.WithPayout(payout with { State = PaymentState.Unknown });
            }
        }

        return new Decision(null, new CaseToOpen(CaseKinds.Suspense, "amount-mismatch", $"{reference.Reference}-{amount}"));
    }

    private static Decision Show(ParticipantChange change, IReadOnlyList<TransferRow> seen, PaymentReference reference, PayoutOutcome outcome)
    {
        var payout = change.Participant.Payouts.First(p => p.Key == reference.Key);
        var at = outcome.At > change.At ? change.At : outcome.At;
        var sent = payout.InstructedAt ?? payout.At;
        change.Participant = change.Participant.WithPayout(payout with
        {
            State = PaymentState.Paid, At = change.At, Reason = null, PaidAt = (at < sent ? sent : at).ToUniversalTime(), PaidAttempt = reference.Attempt, Wait = null,
        });
        if (change.Participant.Account is { FailedAt: not null } account && account.Reference == payout.AccountReference)
        {
            change.Participant = change.Participant with { Account = account with { FailedAt = null } };
        }

        if (seen.All(t => t.Kind != PayoutLedger.PaidKind && t.Kind != PayoutLedger.LateKind))
        {
            change.Reached(Milestones.Paid);
            OnTime.Count(change, seen.FirstOrDefault(t => t.Key == PayoutLedger.ReserveKey(reference.Key!, 1))?.At, reference.Key!);
        }

        change.Notify("incentive-paid", ("key", reference.Key!), ("amount", $"{reference.Amount}"));
        change.WakeLifecycle();
        return new Decision(PaymentState.Paid);
    }

    /// <summary>
    /// Succeeded although it had been reported dead. If no later attempt can reach the partner, this is the payment; otherwise the person was paid twice
    /// and owes one of them.
    /// </summary>
    private async Task<Decision> LateAsync(ParticipantChange change, IReadOnlyList<TransferRow> seen, PaymentReference reference, PayoutOutcome outcome)
    {
        var key = PayoutLedger.PaidKey(reference.Key!, reference.Attempt);
        var account = LedgerAccounts.Incentive(change.Before.Id);
        var payout = change.Participant.Payouts.First(p => p.Key == reference.Key);
        var unsent = payout.State == PaymentState.Sending && payout.InstructedAt is null && payout.Attempt > reference.Attempt;
        if (unsent || (payout.State == PaymentState.Failed && PayoutLedger.Available(seen, account) >= reference.Amount))
        {
            await ledger.VoidAsync(change, reference.Key!, payout.Attempt);
            change.Record(key, account, LedgerAccounts.Paid(reference.Provider), reference.Amount, PayoutLedger.LateKind, reference.Reference, TransferState.Posted);
            return Show(change, seen, reference, outcome);
        }

        change.Record(key, LedgerAccounts.Recovery(change.Before.Id), LedgerAccounts.Paid(reference.Provider), reference.Amount, PayoutLedger.LateKind, reference.Reference, TransferState.Posted);
        return new Decision(PaymentState.Paid, new CaseToOpen(CaseKinds.Recovery, "paid-twice", reference.Reference));
    }

    private static bool IsPaid(IReadOnlyList<TransferRow> seen, PaymentReference reference) =>
        Has(seen, PayoutLedger.PaidKey(reference.Key!, reference.Attempt));

    private static bool Has(IReadOnlyList<TransferRow> seen, string key) => seen.Any(t => t.Key == key);
}
