using Prakerja.Domain.Incentives;
using Prakerja.Domain.Schemes;

namespace Prakerja.Domain.Tests.Incentives;

/// <summary>Facts to start from, and short ways of asking.</summary>
internal static class Cases
{
    public static readonly DateTimeOffset Completed = Time("2026-02-10T10:00:00+07:00");

    /// <summary>Every gate of the first incentive is open and nothing is paid.</summary>
    public static readonly IncentiveFacts Ready = new()
    {
        Scheme = SchemeTable.SemiBansos,
        Year = new SchemeYear(2026),
        FirstCourseCompletedAt = Completed,
        CertificateNumber = "C-1",
        SessionsAttended = 3,
        SessionsRequired = 3,
        Reviewed = true,
        Account = AccountState.Verified,
        AccountLinkedAt = Completed.AddDays(-1),
    };

    public static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text);

    public static IncentiveFacts PaidAt(DateTimeOffset at) => Ready with
    {
        FirstIncentivePaidAt = at,
        Payments = new Dictionary<string, IncentivePayment> { ["completion-1"] = new(PaymentState.Paid, at) },
    };

    public static IncentiveFacts Sent(this IncentiveFacts facts, string key, PaymentState state, string? reason = null) => facts with
    {
        Payments = new Dictionary<string, IncentivePayment>(facts.Payments) { [key] = new(state, Reason: reason) },
    };

    public static IncentiveFacts Answered(this IncentiveFacts facts, int survey, DateTimeOffset at) => facts with
    {
        SurveyAnswers = new Dictionary<int, DateTimeOffset>(facts.SurveyAnswers) { [survey] = at },
    };

    public static Incentive At(this IncentiveFacts facts, DateTimeOffset now, string key) => IncentivePlan.Evaluate(facts, now).Single(i => i.Key == key);

    /// <summary>State and reasons in one word: <c>locked: review-missing</c>.</summary>
    public static string Told(this Incentive incentive) =>
        incentive.Reasons.Count == 0 ? incentive.State.Word() : $"{incentive.State.Word()}: {string.Join(", ", incentive.Reasons.Select(r => r.Code))}";
}
