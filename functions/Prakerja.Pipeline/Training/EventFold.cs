using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Training;

/// <param name="Purchase">As it is now.</param>
/// <param name="Events">Those whose state changed.</param>
public sealed record FoldResult(Purchase Purchase, IReadOnlyList<TrainingEvent> Events);

/// <summary>
/// What reports make of a purchase. Attendance is computed from all reports at once, the latest per session by the partner's own time, so the
/// order of arrival does not matter; a completion waits until every session is attended.
/// </summary>
public static class EventFold
{
    private const string BeforePurchase = "before-purchase";
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    public static FoldResult Fold(Purchase purchase, IReadOnlyList<TrainingEvent> events, DateTimeOffset now)
    {
        if (!PurchaseRules.IsLive(purchase))
        {
            return new FoldResult(purchase, [.. Waiting(events).Select(e => Reject(e, $"purchase-{purchase.State.Word()}"))]);
        }

        var attendance = events.Where(e => IsAttendance(e) && e.State != TrainingEventState.Rejected).ToArray();
        var judged = Waiting(attendance).Select(e => Judge(purchase, e)).ToList();
        int[] attended = purchase.State == PurchaseState.Completed ? [.. purchase.Attended] : Attended(purchase, attendance);
        var folded = Commit(purchase with { Attended = attended }, now);
        foreach (var report in Waiting(events).Where(e => !IsAttendance(e)).OrderBy(e => e.Timestamp).ThenBy(e => e.Key, StringComparer.Ordinal))
        {
            (folded, var after) = report.Type == TrainingEventTypes.Cancelled ? Cancel(folded, report, now) : Complete(folded, report, now);
            judged.Add(after);
        }

        var changed = judged.Where(e => e.State != TrainingEventState.Waiting || e.Reason != events.First(known => known.Key == e.Key && known.Partner == e.Partner).Reason);
        return new FoldResult(Same(purchase, folded) ? purchase : folded, [.. changed.OrderBy(IsAttendance)]);
    }

    private static IEnumerable<TrainingEvent> Waiting(IEnumerable<TrainingEvent> events) => events.Where(e => e.State == TrainingEventState.Waiting);

    private static bool IsAttendance(TrainingEvent report) => report.Type is TrainingEventTypes.Attended or TrainingEventTypes.Corrected;

    private static TrainingEvent Judge(Purchase purchase, TrainingEvent report) =>
        report.Session > purchase.Sessions ? Reject(report, "no-such-session")
        : IsTooEarly(purchase, report) ? Reject(report, BeforePurchase)
        : purchase.State == PurchaseState.Completed && !report.Attended ? Reject(report, "already-completed")
        : Apply(report);

    private static int[] Attended(Purchase purchase, IEnumerable<TrainingEvent> attendance) =>
    [
        .. attendance.Where(e => e.Session <= purchase.Sessions && !IsTooEarly(purchase, e)).GroupBy(e => e.Session)
            .Where(session => session.OrderBy(e => e.Timestamp).ThenBy(e => e.Attended ? 0 : 1).ThenBy(e => e.Key, StringComparer.Ordinal).Last().Attended)
            .Select(session => session.Key).Order(),
    ];

    /// <summary>Being seen in a session is taking the course up.</summary>
    private static Purchase Commit(Purchase purchase, DateTimeOffset now) => purchase is { State: PurchaseState.Bought, Attended.Count: > 0 }
        ? purchase with { State = PurchaseState.Committed, CommittedAt = now }
        : purchase;

    private static (Purchase Purchase, TrainingEvent Report) Complete(Purchase purchase, TrainingEvent report, DateTimeOffset now)
    {
        if (purchase.State is PurchaseState.Cancelled or PurchaseState.Completed)
        {
            return (purchase, Reject(report, purchase.State == PurchaseState.Completed ? "already-completed" : "purchase-cancelled"));
        }

        if (IsTooEarly(purchase, report))
        {
            return (purchase, Reject(report, BeforePurchase));
        }

        return purchase.Attended.Count < purchase.Sessions
            ? (purchase, report with { Reason = "attendance-incomplete" })
            : (purchase with
            {
                State = PurchaseState.Completed, CommittedAt = purchase.CommittedAt ?? now, CompletedAt = report.At, CertificateNumber = report.CertificateNumber,
                Score = report.Score,
            }, Apply(report));
    }

    private static (Purchase Purchase, TrainingEvent Report) Cancel(Purchase purchase, TrainingEvent report, DateTimeOffset now) => purchase.State switch
    {
        PurchaseState.Completed => (purchase, Reject(report, "already-completed")),
        PurchaseState.Cancelled => (purchase, Apply(report)),
        _ => (purchase with { State = PurchaseState.Cancelled, CancelledAt = now }, Apply(report)),
    };

    /// <summary>Nobody attends or completes what was not bought yet; clocks may differ a little.</summary>
    private static bool IsTooEarly(Purchase purchase, TrainingEvent report) => report.At < purchase.BoughtAt - ClockSkew;

    private static TrainingEvent Apply(TrainingEvent report) => report with { State = TrainingEventState.Applied, Reason = null };

    private static TrainingEvent Reject(TrainingEvent report, string reason) => report with { State = TrainingEventState.Rejected, Reason = reason };

    private static bool Same(Purchase before, Purchase after) => before.State == after.State && before.Attended.SequenceEqual(after.Attended);
}
