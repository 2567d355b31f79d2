using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Payments;

/// <summary>Maps a participant's row to what the gates of the incentives look at.</summary>
public static class IncentiveFactsReader
{
    /// <summary>Reason of a payout that ended because its person may not be paid any more.</summary>
    public const string EligibilityLost = "eligibility-lost";

    /// <summary>Reason shown with what is paid by being set off against what the person owes.</summary>
    public const string OffSet = "offset";

    /// <summary>Whether it is the account that keeps something from being paid: it was rejected, or a payment to it was.</summary>
    public static bool NeedsCorrection(this IncentiveFacts facts, IReadOnlyList<Incentive> plan) =>
        !IncentivePlan.IsClosed(plan) && (facts.Account == AccountState.Rejected || plan.Any(i => i.State == IncentiveState.Failed && !facts.Stopped.Contains(i.Key)));

    /// <summary>Whole Rupiah of an incentive that the person does not have yet.</summary>
    public static long LeftOf(Participant participant, Payout payout, DateTimeOffset now) =>
        Of(participant, now) is { } facts ? IncentivePlan.Evaluate(facts, now).First(i => i.Key == payout.Key).Amount - payout.Has : 0;

    /// <summary>The facts as of <paramref name="now"/>; null without an award. A failed payout that may be tried again is left out: the incentive is due again.</summary>
    /// <param name="without">Key of a payout to leave out, to ask whether it is due.</param>
    public static IncentiveFacts? Of(Participant participant, DateTimeOffset now, string? without = null)
    {
        if (participant.Award is not { } award || SchemeTable.Find(award.Scheme) is not { } scheme)
        {
            return null;
        }

        var course = participant.Purchases.Where(p => p.State == PurchaseState.Completed).MinBy(p => p.CompletedAt);
        var first = participant.Payouts.FirstOrDefault(p => p.Key == Incentive.KeyOf(IncentiveKind.Completion, 1) && p.State == PaymentState.Paid);
        return new IncentiveFacts
        {
            Scheme = scheme,
            Year = new SchemeYear(award.Year),
            FirstCourseCompletedAt = course?.CompletedAt,
            CertificateNumber = course?.CertificateNumber,
            SessionsAttended = course?.Attended.Count ?? 0,
            SessionsRequired = course?.Sessions ?? 0,
            Reviewed = course is { ReviewedAt: not null, Rating: not null },
            Account = participant.Account?.State ?? AccountState.None,
            AccountReason = participant.Account?.Reason,
            AccountLinkedAt = participant.Account?.FirstLinkedAt,
            FirstIncentivePaidAt = first?.PaidAt,
            Payments = participant.Payouts.Where(p => p.Key != without && !PayoutRetry.IsOpen(participant, p, now))
                .ToDictionary(p => p.Key, p => new IncentivePayment(p.State, p.PaidAt, p is { State: PaymentState.Paid, OffSet: > 0 } ? OffSet : p.Reason), StringComparer.Ordinal),
            SurveyAnswers = participant.Surveys.ToDictionary(s => s.Number, s => s.At),
            Stopped = participant.Payouts.Where(p => p is { Lifted: true } or { Stop: not null, State: PaymentState.Failed }).Select(p => p.Key).ToHashSet(StringComparer.Ordinal),
            Eligible = participant.Payouts.All(p => p.Reason != EligibilityLost),
            Revoked = participant.State == ParticipantState.Revoked,
            Withdrawn = participant.State == ParticipantState.Withdrawn,
            EndReason = participant.RefusedFor is [var why, ..] ? why : null,
        };
    }
}
