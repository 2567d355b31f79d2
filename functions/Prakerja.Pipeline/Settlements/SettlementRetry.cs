namespace Prakerja.Pipeline.Settlements;

/// <summary>When an attempt that is proven dead may be followed by another one.</summary>
internal static class SettlementRetry
{
    /// <summary>Reason of an attempt that the partner never received.</summary>
    public const string NotReceived = "not-received";

    public const int MaxAttempts = 10;

    private static readonly TimeSpan Pause = TimeSpan.FromDays(1);

    /// <summary>To another account, or never received: at once. Otherwise a day later, ten attempts at most. Never while the platform has money of another one.</summary>
    public static bool IsOpen(Settlement settlement, string accountIndex, DateTimeOffset now) => !settlement.Attempts.Any(a => a.HasMoney) && settlement.State switch
    {
        SettlementState.Approved => true,
        SettlementState.Failed when settlement.Last is { EndedAt: { } ended } last => last.AccountIndex != accountIndex
            || (last.Number < MaxAttempts && (last.Reason == NotReceived || now >= ended + Pause)),
        _ => false,
    };
}
