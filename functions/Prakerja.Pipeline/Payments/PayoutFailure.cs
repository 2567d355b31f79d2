using System.Globalization;
using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Payments;

/// <summary>
/// Decides what an attempt that is reported dead does: the reservation is voided, the person told, another attempt possible. No money moved, so whatever amount
/// the partner names with it says nothing.
/// </summary>
public sealed class PayoutFailure(PayoutLedger ledger)
{
    /// <summary>Code of a failure that nobody gave a reason for.</summary>
    private const string Rejected = "payment-rejected";

    private static readonly HashSet<string> LimitWords = new(StringComparer.Ordinal) { "wallet-limit", "limit-exceeded", "monthly-limit", "balance-limit", PayoutTiming.Limit };

    public async ValueTask<Decision> ApplyAsync(ParticipantChange change, PaymentReference reference, PayoutOutcome outcome)
    {
        var payout = change.Participant.Payouts.FirstOrDefault(p => p.Key == reference.Key);
        if (payout is null || payout.Attempt != reference.Attempt || payout.State is PaymentState.Paid or PaymentState.Failed)
        {
            var keys = (await ledger.SeenAsync(change)).Select(t => t.Key).ToHashSet(StringComparer.Ordinal);
            var paid = keys.Contains(PayoutLedger.PaidKey(reference.Key!, reference.Attempt)) && !keys.Contains(PayoutLedger.ReturnedKey(reference.Key!, reference.Attempt));
            if (!keys.Contains(PayoutLedger.PaidKey(reference.Key!, reference.Attempt)))
            {
                Learn(change, reference, outcome);
            }

            return new Decision(paid ? PaymentState.Paid : PaymentState.Failed);
        }

        await ledger.VoidAsync(change, reference.Key!, reference.Attempt);
        var failed = Fail(change, payout, outcome);
        return new Decision(PaymentState.Failed, payout.Attempt < PayoutRetry.MaxAttempts || failed.Stop is not null ? null : new CaseToOpen(CaseKinds.Failed, "rejected", reference.Reference));
    }

    /// <summary>The payout failed, or came back: why, what that says of the account, and the person is told. What was to be stopped stays stopped, whatever it died of.</summary>
    internal static Payout Fail(ParticipantChange change, Payout payout, PayoutOutcome outcome)
    {
        var reason = payout.Stop is not null ? PayoutStopping.Stopped
            : outcome.Kind == OutcomeKind.NotReceived ? PayoutRetry.NotReceived
            : outcome.Kind == OutcomeKind.DeclaredDead ? PayoutRetry.DeclaredDead
            : CodeOf(outcome.Reason);
        var failed = payout with { State = PaymentState.Failed, PaidAt = null, PaidAttempt = null, At = change.At, Reason = reason };
        change.Participant = change.Participant.WithPayout(failed);
        change.WakeLifecycle();
        if (reason == PayoutStopping.Stopped)
        {
            change.Notify("incentive-stopped", ("key", payout.Key));
        }
        else if (reason is not (PayoutRetry.NotReceived or PayoutRetry.DeclaredDead))
        {
            Blame(change, failed);
            Tell(change, failed);
        }

        return failed;
    }

    /// <summary>It is known already that it failed, but not why: whoever says why may come later than who only says that.</summary>
    internal static void Learn(ParticipantChange change, PaymentReference reference, PayoutOutcome outcome)
    {
        var payout = change.Participant.Payouts.FirstOrDefault(p => p.Key == reference.Key && p.Attempt == reference.Attempt);
        if (payout is { State: PaymentState.Failed, Reason: Rejected } && outcome.Reason is not null && CodeOf(outcome.Reason) != Rejected)
        {
            Fail(change, payout, outcome);
        }
    }

    /// <summary>A reason of the account where the partner names one, a limit, or otherwise a rejection that may pass.</summary>
    public static string CodeOf(string? reason) => reason is not null && LimitWords.Contains(reason) ? PayoutTiming.Limit
        : AccountAnswers.CodeOf(reason) is var code && code == "account-rejected" && reason != "account-rejected" ? Rejected
        : code;

    /// <summary>Whoever changes an account that a payment did not reach corrects it; a limit is not run against again before it can have passed.</summary>
    private static void Blame(ParticipantChange change, Payout failed)
    {
        if (change.Participant.Account is { } account && account.Reference == failed.AccountReference)
        {
            change.Participant = change.Participant with
            {
                Account = account with
                {
                    FailedAt = change.At, LimitedUntil = failed.Reason == PayoutTiming.Limit ? PayoutTiming.NextMonth(change.At) : account.LimitedUntil,
                },
            };
        }
    }

    private static void Tell(ParticipantChange change, Payout failed)
    {
        if (failed.Reason == PayoutTiming.Limit)
        {
            change.Notify("incentive-limit", ("key", failed.Key), ("from", PayoutTiming.NextMonth(change.At).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        }
        else
        {
            change.Notify("incentive-failed", ("key", failed.Key));
        }
    }
}
