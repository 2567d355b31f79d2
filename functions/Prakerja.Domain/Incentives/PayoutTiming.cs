namespace Prakerja.Domain.Incentives;

/// <summary>Why a payout that is due is not sent now.</summary>
/// <param name="Code">Of a reason.</param>
/// <param name="Until">When it is looked at again by itself; null: only another account helps.</param>
public sealed record PayoutDelay(string Code, DateTimeOffset? Until);

/// <summary>What is known of an account when money is to be sent to it.</summary>
/// <param name="CoolsUntil">End of its cooling-off.</param>
/// <param name="LimitedUntil">The provider refused a payment because of a limit; it is tried again then.</param>
/// <param name="MonthTotal">Sent to it in this calendar month (WIB) and paid, or on its way; whole Rupiah.</param>
public sealed record AccountUse(AccountLimits Limits, DateTimeOffset? CoolsUntil, DateTimeOffset? LimitedUntil, long MonthTotal);

/// <summary>When money may be sent to an account: not while it cools off, not beyond what it can take.</summary>
public static class PayoutTiming
{
    public const string CoolingOff = "account-cooling-off";
    public const string Limit = "payment-limit";
    public const string TooLarge = "payment-too-large";

    /// <summary>Null: now. Of several delays the one that lasts longest.</summary>
    public static PayoutDelay? DelayOf(AccountUse account, long amount, DateTimeOffset now)
    {
        if (amount > account.Limits.Single || amount > account.Limits.Month)
        {
            return new PayoutDelay(TooLarge, null);
        }

        List<PayoutDelay> delays = [];
        if (account.CoolsUntil is { } cools && cools > now)
        {
            delays.Add(new PayoutDelay(CoolingOff, cools));
        }

        if (account.LimitedUntil is { } limited && limited > now)
        {
            delays.Add(new PayoutDelay(Limit, limited));
        }

        if (account.Limits.Month is { } most && account.MonthTotal > most - amount)
        {
            delays.Add(new PayoutDelay(Limit, NextMonth(now)));
        }

        return delays.MaxBy(d => d.Until);
    }

    /// <summary>The beginning of the next calendar month in Jakarta: when limits of a month are free again.</summary>
    public static DateTimeOffset NextMonth(DateTimeOffset now)
    {
        var today = Wib.DateOf(now);
        return Wib.StartOf(Wib.SameDayMonthsLater(new DateOnly(today.Year, today.Month, 1), 1));
    }

    /// <summary>Whether two moments are in the same calendar month in Jakarta.</summary>
    public static bool IsSameMonth(DateTimeOffset one, DateTimeOffset other) =>
        Wib.DateOf(one) is var a && Wib.DateOf(other) is var b && (a.Year, a.Month) == (b.Year, b.Month);
}
