using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Payments;

/// <summary>When an attempt that is proven dead may be followed by another one.</summary>
internal static class PayoutRetry
{
    /// <summary>Reason of an attempt that the partner never received.</summary>
    public const string NotReceived = "not-received";

    /// <summary>Reason of an attempt that two people declared dead, by the partner's written word.</summary>
    public const string DeclaredDead = "declared-dead";

    /// <summary>Reason of an attempt that paid less than instructed, of which two people decided that the rest is paid too.</summary>
    public const string PartlyPaid = "partly-paid";

    public const int MaxAttempts = 10;

    private static readonly TimeSpan Pause = TimeSpan.FromDays(1);

    /// <summary>
    /// Never sent, never received or declared dead, or only the rest is left to be paid: at once. Otherwise once the account was corrected (another check of
    /// it passed), or a day later where the reason does not lie in the account, ten attempts at most. After a limit at once too: the new attempt waits for the
    /// month that it can be sent in (<see cref="PayoutTiming"/>), and is not lost should a deadline pass meanwhile. What was stopped waits for two people.
    /// </summary>
    public static bool IsOpen(Participant participant, Payout payout, DateTimeOffset now)
    {
        if (payout.State != PaymentState.Failed || payout.Reason is IncentiveFactsReader.EligibilityLost or PayoutStopping.Stopped)
        {
            return false;
        }

        if (payout.InstructedAt is null || participant.Account is not { State: AccountState.Verified } account)
        {
            return payout.InstructedAt is null;
        }

        return account.Reference != payout.AccountReference
            || (payout.Attempt < MaxAttempts
                && (payout.Reason is NotReceived or DeclaredDead or PartlyPaid or PayoutTiming.Limit || (IsPassing(payout) && now >= NextTry(payout))));
    }

    /// <summary>When it is tried again by itself; null: at once, or only with a corrected account or by two people.</summary>
    public static DateTimeOffset? At(Payout payout) => payout.Attempt < MaxAttempts && IsPassing(payout) ? NextTry(payout) : null;

    private static DateTimeOffset NextTry(Payout payout) => payout.At + Pause;

    /// <summary>Limits pass and an account can be reactivated at the bank; whose account it is does not change by itself.</summary>
    private static bool IsPassing(Payout payout) => payout.Reason is not (PayoutStopping.Stopped or PayoutTiming.Limit or "account-owner-mismatch" or "account-not-kyc" or "account-phone-mismatch" or "account-in-use");
}
