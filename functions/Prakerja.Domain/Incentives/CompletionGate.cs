namespace Prakerja.Domain.Incentives;

/// <summary>
/// The first completion incentive opens with certificate, review and rating, all sessions attended and a verified account; later
/// ones on the same day of the following months, clamped, counted from the day the first was paid.
/// </summary>
internal static class CompletionGate
{
    public static Gate Evaluate(IncentiveFacts facts, int tranche, DateTimeOffset now)
    {
        if (AccountGate.MissedDeadline(facts, now))
        {
            return Gate.Cancelled(null, "account-missing", "deadline-passed");
        }

        return tranche == 1 ? First(facts, now) : Later(facts, tranche, now);
    }

    // The course is paid from a balance that ends with the scheme year; what is still missing then never comes.
    private static Gate First(IncentiveFacts facts, DateTimeOffset now)
    {
        var open = Training(facts);
        return open.Count > 0 && Wib.HasPassed(facts.Year.BalanceExpires, now)
            ? Gate.Cancelled(null, open.Append("deadline-passed"))
            : Gate.Of(facts.FirstCourseCompletedAt, [.. open, .. AccountGate.Missing(facts)]);
    }

    private static Gate Later(IncentiveFacts facts, int tranche, DateTimeOffset now)
    {
        if (facts.FirstIncentivePaidAt is not { } first)
        {
            var gate = First(facts, now);
            return gate.State == IncentiveState.Cancelled ? gate : Gate.Locked(null, "not-due-yet");
        }

        var opens = Wib.StartOf(Wib.SameDayMonthsLater(Wib.DateOf(first), tranche - 1));
        return now < opens ? Gate.Locked(opens, "not-due-yet") : Gate.Of(opens, AccountGate.Missing(facts));
    }

    private static List<string> Training(IncentiveFacts facts)
    {
        List<string> missing = [];
        if (facts.FirstCourseCompletedAt is null || string.IsNullOrWhiteSpace(facts.CertificateNumber))
        {
            missing.Add("certificate-missing");
        }

        if (facts.SessionsAttended < facts.SessionsRequired)
        {
            missing.Add("attendance-incomplete");
        }

        if (!facts.Reviewed)
        {
            missing.Add("review-missing");
        }

        return missing;
    }
}
