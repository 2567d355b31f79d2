using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Payments;

/// <summary>Three wrong accounts within a day, then 1 h (programme.md, "Registering"); a verified one resets the count.</summary>
internal static class AccountRejections
{
    private const int Limit = 3;
    private static readonly TimeSpan Window = TimeSpan.FromHours(24);
    private static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    /// <summary>How long to wait, or null if another account may be handed in.</summary>
    public static TimeSpan? Wait(PaymentAccount? account, DateTimeOffset now) =>
        account is { Rejections: { Count: >= Limit } times } && times[^1] + Pause > now ? times[^1] + Pause - now : null;

    /// <summary>With one more; after a pause the count begins anew.</summary>
    public static IReadOnlyList<DateTimeOffset> Add(PaymentAccount account, DateTimeOffset now) =>
        [.. account.Rejections.Count >= Limit ? [] : account.Rejections.Where(at => at > now - Window), now];
}
