using Prakerja.Domain.Lifecycles;

namespace Prakerja.Domain.Complaints;

/// <summary>The clock of a category, in days of Jakarta after the day something was handed in or decided.</summary>
/// <param name="AnswerDays">To decide a complaint.</param>
/// <param name="AppealWindowDays">To appeal after the decision.</param>
/// <param name="AppealAnswerDays">To decide the appeal.</param>
public sealed record ComplaintClock(ComplaintCategory Category, int AnswerDays = 14, int AppealWindowDays = 14, int AppealAnswerDays = 14);

/// <summary>How complaints are handled.</summary>
public static class ComplaintRules
{
    /// <summary>One clock per category.</summary>
    public static IReadOnlyList<ComplaintClock> Clocks { get; } = [.. Enum.GetValues<ComplaintCategory>().Select(c => new ComplaintClock(c))];

    public static ComplaintClock ClockOf(ComplaintCategory category) => Clocks.Single(c => c.Category == category);

    /// <summary>The end of the day by which a complaint is decided.</summary>
    public static DateTimeOffset DueAt(ComplaintCategory category, DateTimeOffset filedAt) => After(filedAt, ClockOf(category).AnswerDays);

    /// <summary>The end of the last day on which the decision can be appealed.</summary>
    public static DateTimeOffset AppealBy(ComplaintCategory category, DateTimeOffset decidedAt) => After(decidedAt, ClockOf(category).AppealWindowDays);

    /// <summary>The end of the day by which the appeal is decided.</summary>
    public static DateTimeOffset AppealDueAt(ComplaintCategory category, DateTimeOffset appealedAt) => After(appealedAt, ClockOf(category).AppealAnswerDays);

    /// <summary>Whether an appeal comes in time.</summary>
    public static bool MayAppeal(ComplaintCategory category, DateTimeOffset decidedAt, DateTimeOffset now) =>
        Wib.DateOf(now) <= Wib.DateOf(AppealBy(category, decidedAt));

    /// <summary>Where the event leads; every pair not named is refused.</summary>
    public static Transition<ComplaintState> Next(ComplaintState state, ComplaintEvent happened)
    {
        ComplaintState? next = (state, happened) switch
        {
            (ComplaintState.Open, ComplaintEvent.Uphold) => ComplaintState.Upheld,
            (ComplaintState.Open, ComplaintEvent.Reject) => ComplaintState.Rejected,
            (ComplaintState.Rejected, ComplaintEvent.Appeal) => ComplaintState.Appealed,
            (ComplaintState.Appealed, ComplaintEvent.Uphold) => ComplaintState.AppealUpheld,
            (ComplaintState.Appealed, ComplaintEvent.Reject) => ComplaintState.AppealRejected,
            _ => null,
        };
        return next is { } to ? new Moved<ComplaintState>(to) : new NotAllowed<ComplaintState>(state, happened.Word());
    }

    private static DateTimeOffset After(DateTimeOffset time, int days) => Wib.EndOf(Wib.DaysLater(Wib.DateOf(time), days));
}
