namespace Prakerja.Domain.Incentives;

/// <summary>
/// Nothing is paid to a new account for three days after its verification when it takes the place of one that works: time for the person to notice that
/// somebody else did it. Whoever corrects an account that was rejected, or that a payment failed to reach, does not wait. Our rule: no source names a
/// number of days; 34,000 people once waited because they could not change a wrong account (programme.md).
/// </summary>
public static class CoolingOff
{
    public static TimeSpan Length { get; } = TimeSpan.FromDays(3);

    /// <summary>Whether the account now handed in takes the place of one that works.</summary>
    /// <param name="known">State of the account that is there.</param>
    /// <param name="knownFailed">A payment to it failed and none has succeeded since.</param>
    /// <param name="knownReplaces">It has itself taken the place of one that works, and was not verified yet or is cooling off.</param>
    public static bool ReplacesWorking(AccountState known, bool knownFailed, bool knownReplaces) => known switch
    {
        AccountState.None => false,
        AccountState.Verified => !knownFailed,
        // Handing in a wrong account first must not do away with the waiting.
        _ => knownReplaces,
    };

    /// <summary>When the first payment to an account can be made; null: at once.</summary>
    /// <param name="isFormer">It is the one that was verified last: going back to it begins no waiting, and ends none.</param>
    /// <param name="formerUntil">Until when that one had to wait.</param>
    public static DateTimeOffset? Until(bool replacesWorking, bool isFormer, DateTimeOffset? formerUntil, DateTimeOffset verifiedAt) =>
        isFormer ? formerUntil : replacesWorking ? verifiedAt + Length : null;
}
