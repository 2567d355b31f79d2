namespace Prakerja.Domain.Incentives;

/// <summary>Survey n opens n × 30 days after the day the first incentive was paid, and must be answered by 10 December.</summary>
internal static class SurveyGate
{
    private const int DaysApart = 30;

    public static Gate Evaluate(IncentiveFacts facts, int number, DateTimeOffset now)
    {
        var opens = OpensAt(facts, number);
        if (AccountGate.MissedDeadline(facts, now))
        {
            return Gate.Cancelled(opens, "account-missing", "deadline-passed");
        }

        if (facts.SurveyAnswers.TryGetValue(number, out var answered))
        {
            return Answered(facts, opens, answered);
        }

        return Wib.HasPassed(facts.Year.SurveysBy, Later(now, opens)) ? Gate.Cancelled(opens, "survey-unanswered", "deadline-passed")
            : opens is { } open && now >= open ? Gate.Locked(opens, "survey-unanswered")
            : Gate.Locked(opens, "survey-not-open");
    }

    /// <summary>Null until the first incentive is paid.</summary>
    public static DateTimeOffset? OpensAt(IncentiveFacts facts, int number) =>
        facts.FirstIncentivePaidAt is { } first ? Wib.StartOf(Wib.DaysLater(Wib.DateOf(first), DaysApart * number)) : null;

    private static Gate Answered(IncentiveFacts facts, DateTimeOffset? opens, DateTimeOffset answered)
    {
        if (Wib.HasPassed(facts.Year.SurveysBy, answered))
        {
            return Gate.Cancelled(opens, "deadline-passed");
        }

        // An answer is only taken once the survey is open; without a first payment it was returned since, and waits.
        return opens is null ? Gate.Locked(null, "not-due-yet") : Gate.Of(opens, AccountGate.Missing(facts));
    }

    // A survey that would open after the deadline is already lost, and the person is told so at once.
    private static DateTimeOffset Later(DateTimeOffset now, DateTimeOffset? opens) => opens is { } open && open > now ? open : now;
}
