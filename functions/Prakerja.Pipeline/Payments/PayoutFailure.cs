using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Payments;

/// <summary>Decides what an attempt that is proven dead does: the reservation is voided, the person told, another attempt possible.</summary>
public sealed class PayoutFailure(PayoutLedger ledger)
{
    public async ValueTask<Decision> ApplyAsync(ParticipantChange change, PaymentReference reference, PayoutOutcome outcome)
    {
        var payout = change.Participant.Payouts.FirstOrDefault(p => p.Key == reference.Key);
        if (payout is null || payout.Attempt != reference.Attempt || payout.State is PaymentState.Paid or PaymentState.Failed)
        {
            var keys = (await ledger.SeenAsync(change)).Select(t => t.Key).ToHashSet(StringComparer.Ordinal);
            var paid = keys.Contains(PayoutLedger.PaidKey(reference.Key!, reference.Attempt)) && !keys.Contains(PayoutLedger.ReturnedKey(reference.Key!, reference.Attempt));
            return new Decision(paid ? PaymentState.Paid : PaymentState.Failed);
        }

        if (outcome.Amount is { } amount && amount != reference.Amount && outcome.Kind == OutcomeKind.Failed)
        {
            return new Decision(null, new CaseToOpen(CaseKinds.Suspense, "amount-mismatch", reference.Reference));
        }

        await ledger.VoidAsync(change, reference.Key!, reference.Attempt);
        change.Participant = change.Participant.WithPayout(payout with
        {
            State = PaymentState.Failed, At = change.At, Reason = outcome.Kind switch
            {
                OutcomeKind.NotReceived => PayoutRetry.NotReceived,
                OutcomeKind.DeclaredDead => PayoutRetry.DeclaredDead,
                _ => CodeOf(outcome.Reason),
            },
        });
        change.WakeLifecycle();
        if (outcome.Kind == OutcomeKind.Failed)
        {
            change.Notify("incentive-failed", ("key", reference.Key!));
        }

        return new Decision(PaymentState.Failed, payout.Attempt < PayoutRetry.MaxAttempts ? null : new CaseToOpen(CaseKinds.Failed, "rejected", reference.Reference));
    }

    /// <summary>A reason of the account where the partner names one; otherwise a rejection that may pass.</summary>
    public static string CodeOf(string? reason) => AccountAnswers.CodeOf(reason) is var code && code == "account-rejected" && reason != "account-rejected" ? "payment-rejected" : code;
}
