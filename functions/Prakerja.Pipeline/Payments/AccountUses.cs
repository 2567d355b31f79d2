using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Payments;

/// <summary>Why a reserved payout cannot go to its account yet, from the participant's row and the provider's limits.</summary>
internal static class AccountUses
{
    /// <summary>Null: it can go now.</summary>
    public static PayoutDelay? DelayOf(Participant participant, Payout payout, PayoutOptions options, DateTimeOffset now)
    {
        if (participant.Account is not { } account)
        {
            return null;
        }

        var limits = options.LimitsOf(account.Provider, Wib.DateOf(now));
        var month = participant.Payouts.Where(p => p.Key != payout.Key && IsTo(p, account) && Counts(p, now)).Sum(p => p.Amount);
        return PayoutTiming.DelayOf(new AccountUse(limits, account.CoolsUntil, account.LimitedUntil, month), payout.Amount, now);
    }

    private static bool IsTo(Payout payout, PaymentAccount account) =>
        payout.AccountReference == account.Reference || account.Earlier.Contains(payout.AccountReference, StringComparer.Ordinal);

    /// <summary>Paid this month, or sent and perhaps paid this month.</summary>
    private static bool Counts(Payout payout, DateTimeOffset now) => payout.State switch
    {
        PaymentState.Paid => payout.PaidAt is { } paid && PayoutTiming.IsSameMonth(paid, now),
        PaymentState.Sending or PaymentState.Unknown => payout.InstructedAt is not null,
        _ => false,
    };
}
