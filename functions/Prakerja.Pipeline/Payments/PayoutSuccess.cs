using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Payments;

/// <summary>Decides what money that arrived does to the payout and the ledger.</summary>
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

    /// <summary>Key of the transfer that puts another amount than instructed into suspense.</summary>
    public static string MismatchKey(PaymentReference reference, long amount) => $"{MismatchPrefix(reference.Key!, reference.Attempt)}{amount}";

    /// <summary>Whether another amount than instructed waits for a person.</summary>
    public static bool IsInSuspense(IReadOnlyList<TransferRow> seen, PaymentReference reference) => IsInSuspense(seen, reference.Key!, reference.Attempt);

    /// <summary>Whether another amount than instructed of any attempt before this one waits for a person: nothing more is sent until it is known what was paid.</summary>
    public static bool IsInSuspenseBefore(IReadOnlyList<TransferRow> seen, PayoutAttempt attempt) =>
        Enumerable.Range(1, attempt.Attempt - 1).Any(earlier => IsInSuspense(seen, attempt.Key, earlier));

    private static bool IsInSuspense(IReadOnlyList<TransferRow> seen, string incentive, int attempt)
    {
        var prefix = MismatchPrefix(incentive, attempt);
        return seen.Any(t => t.Kind == PayoutLedger.SuspenseKind && t.Key.StartsWith(prefix, StringComparison.Ordinal)
            && !seen.Any(s => s.Key.StartsWith($"{t.Key}-", StringComparison.Ordinal)));
    }

    /// <summary>Whether two people settled another amount as what it paid, and the instructed one is not known to have been.</summary>
    internal static bool IsSettled(IReadOnlyList<TransferRow> seen, PaymentReference reference) =>
        !IsPaid(seen, reference) && seen.Any(t => t.Key.StartsWith(MismatchPrefix(reference.Key!, reference.Attempt), StringComparison.Ordinal) && t.Key.EndsWith("-settled", StringComparison.Ordinal));

    private static string MismatchPrefix(string incentive, int attempt) => $"{PayoutLedger.ReserveKey(incentive, attempt)}-mismatch-";

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
            Amount = reference.Amount, State = PaymentState.Paid, At = change.At, Reason = null, PaidAt = (at < sent ? sent : at).ToUniversalTime(), PaidAttempt = reference.Attempt, Wait = null,
        });
        if (change.Participant.Account is { FailedAt: not null } account && account.Reference == payout.AccountReference)
        {
            change.Participant = change.Participant with { Account = account with { FailedAt = null } };
        }

        FirstPayment.Count(change, seen, reference.Key!);
        change.Notify("incentive-paid", ("key", reference.Key!), ("amount", $"{reference.Amount}"));
        change.WakeLifecycle();
        return new Decision(PaymentState.Paid);
    }

    /// <summary>
    /// Succeeded although it had been reported dead. If no later attempt can reach the partner, and as much of the incentive is still due, this is the payment;
    /// otherwise the person was paid twice and owes one of them.
    /// </summary>
    private async Task<Decision> LateAsync(ParticipantChange change, IReadOnlyList<TransferRow> seen, PaymentReference reference, PayoutOutcome outcome)
    {
        var key = PayoutLedger.PaidKey(reference.Key!, reference.Attempt);
        var account = LedgerAccounts.Incentive(change.Before.Id);
        var payout = change.Participant.Payouts.First(p => p.Key == reference.Key);
        var unsent = payout.State == PaymentState.Sending && payout.InstructedAt is null && payout.Attempt > reference.Attempt;
        var isDue = IncentiveFactsReader.LeftOf(change.Participant, payout, change.At) >= reference.Amount;
        if (isDue && (unsent || (payout.State == PaymentState.Failed && PayoutLedger.Available(seen, account) >= reference.Amount)))
        {
            await ledger.VoidAsync(change, reference.Key!, payout.Attempt);
            change.Record(key, account, LedgerAccounts.Paid(reference.Provider), reference.Amount, PayoutLedger.LateKind, reference.Reference, TransferState.Posted);
            return Show(change, seen, reference, outcome);
        }

        if (unsent)
        {
            // Part of it was set off meanwhile: what is still due after this payment is another attempt's, at once.
            await ledger.VoidAsync(change, reference.Key!, payout.Attempt);
            change.Participant = change.Participant.WithPayout(payout with { State = PaymentState.Failed, At = change.At, Reason = PayoutRetry.NotReceived, SettledUpTo = payout.Attempt, Wait = null });
            change.WakeLifecycle();
        }

        change.Record(key, LedgerAccounts.Recovery(change.Before.Id), LedgerAccounts.Paid(reference.Provider), reference.Amount, PayoutLedger.LateKind, reference.Reference, TransferState.Posted);
        return new Decision(PaymentState.Paid, new CaseToOpen(CaseKinds.Recovery, "paid-twice", reference.Reference));
    }

    internal static bool IsPaid(IReadOnlyList<TransferRow> seen, PaymentReference reference) =>
        Has(seen, PayoutLedger.PaidKey(reference.Key!, reference.Attempt));

    internal static bool Has(IReadOnlyList<TransferRow> seen, string key) => seen.Any(t => t.Key == key);
}
