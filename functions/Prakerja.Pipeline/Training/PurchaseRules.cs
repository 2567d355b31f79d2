using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Training;

/// <summary>What may be bought and what may be cancelled. Days are days in Jakarta.</summary>
public static class PurchaseRules
{
    /// <summary>
    /// Most purchases of one award, cancelled ones included: our rule. They are part of the participant's row, and ending them all takes three writes
    /// each of the 100 that a commit may have.
    /// </summary>
    public const int MostPurchases = 20;

    private const int CancelDays = 3;

    /// <summary>Bytes by which a purchase may still grow: certificate number (100 characters, each up to 12 bytes in JSON), 60 sessions, times.</summary>
    private const int Growth = 1_800;

    /// <summary>Bytes of a new purchase besides its title: codes, partners, times.</summary>
    private const int Bare = 900;

    /// <summary>Bytes kept free for what else a participant's row may still take on: account, payouts, surveys, contacts.</summary>
    private const int Reserve = 16 * 1024;

    /// <summary>The schedule to be bought (null for a self-paced course), or why not.</summary>
    /// <param name="scheduleCode">Null: the next one that has not started.</param>
    public static (CourseSchedule? Schedule, Problem? Problem) Judge(Participant participant, Course course, string? scheduleCode, DateTimeOffset now)
    {
        if (Barred(participant, now) is { } barred)
        {
            return (null, barred);
        }

        var schedule = scheduleCode is null
            ? course.OpenSchedules(now) is [var next, ..] ? next : null
            : course.Schedules.FirstOrDefault(s => s.ScheduleCode == scheduleCode);
        return scheduleCode is not null && schedule is null ? (null, PurchaseProblems.NoSuchSchedule)
            : Unsold(participant, course, schedule, now) is { } unsold ? (null, unsold)
            : (schedule, null);
    }

    /// <summary>Why a purchase cannot be cancelled by its buyer; null: it can.</summary>
    public static Problem? CancelProblem(Participant participant, Purchase purchase, DateTimeOffset now)
    {
        if (purchase.State != PurchaseState.Bought)
        {
            return PurchaseProblems.CourseBegun;
        }

        var today = Wib.DateOf(now);
        if (today > Wib.DateOf(purchase.BoughtAt).AddDays(CancelDays) || (purchase.StartsAt is { } start && today > Wib.DateOf(start).AddDays(-CancelDays)))
        {
            return PurchaseProblems.WindowPassed;
        }

        return IsOnlyLive(participant, purchase) && Wib.HasPassed(participant.Award!.FirstPurchaseBy, now) ? PurchaseProblems.LastOne : null;
    }

    /// <summary>Neither cancelled nor revoked.</summary>
    public static bool IsLive(Purchase purchase) => purchase.State is PurchaseState.Bought or PurchaseState.Committed or PurchaseState.Completed;

    public static bool IsOnlyLive(Participant participant, Purchase purchase) =>
        participant.Purchases.All(p => p.RedeemCode == purchase.RedeemCode || !IsLive(p));

    private static Problem? Barred(Participant participant, DateTimeOffset now) => participant switch
    {
        { Award: null } or { State: not (ParticipantState.Selected or ParticipantState.Training) } => PurchaseProblems.NotAwarded,
        { State: ParticipantState.Selected, Award: var award } when Wib.HasPassed(award.FirstPurchaseBy, now) => Problems.Conflict(Reasons.Get("first-purchase-missed")),
        { Award: var award } when participant.BalanceClosedAt is not null || Wib.HasPassed(new SchemeYear(award.Year).BalanceExpires, now) => PurchaseProblems.BalanceExpired,
        _ => null,
    };

    private static Problem? Unsold(Participant participant, Course course, CourseSchedule? schedule, DateTimeOffset now) =>
        course.State != CourseState.Validated ? PurchaseProblems.NotForSale
        : !SchemeTable.Find(participant.Award!.Scheme)!.Modes.Contains(course.Mode) ? PurchaseProblems.ModeNotAllowed
        : course.Regencies.Count > 0 && !course.Regencies.Contains(RegencyOf(participant), StringComparer.Ordinal) ? PurchaseProblems.NotInRegency
        : participant.Purchases.Any(p => p.CourseCode == course.CourseCode) ? PurchaseProblems.BoughtBefore
        : !course.IsSelfPaced && (schedule is null || schedule.StartsAt <= now) ? PurchaseProblems.Started
        : course.Price > participant.TrainingBalance ? PurchaseProblems.BalanceTooLow
        : !HasRoom(participant, course) ? PurchaseProblems.TooMany
        : null;

    /// <summary>Counted in bytes too, since a title may take up to 2,400.</summary>
    private static bool HasRoom(Participant participant, Course course)
    {
        var size = PipelineJson.Write(participant).Length + PipelineJson.Write(course.Title).Length + Bare + Growth;
        return participant.Purchases.Count < MostPurchases
            && size + (participant.Purchases.Count(IsLive) * Growth) <= TableLimits.MaxBody - Reserve;
    }

    private static string? RegencyOf(Participant participant) => participant.Facts.Domicile ?? participant.Facts.Profile?.Regency;
}
