using Prakerja.Pipeline.Deadlines;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Payments;

/// <summary>
/// Sets the times at which a participant's incentives must be looked at again, and sends what a date brings: a survey that opened, a deadline in 7 days
/// and in 1. Each row and each message once.
/// </summary>
public sealed class IncentiveSchedule(ITableStore tables)
{
    private const int MorningHour = 8;

    /// <summary>Marks that something was told, so that it is told once.</summary>
    public static string Told(string id, string what) => $"t|{id}|{what}";

    public async Task SetAsync(ParticipantChange change, IncentiveFacts facts, IReadOnlyList<Incentive> plan)
    {
        if (change.Participant.State is ParticipantState.Revoked or ParticipantState.Withdrawn || IncentivePlan.IsClosed(plan))
        {
            return;
        }

        foreach (var (at, what) in TimesOf(change.Participant, facts, plan).Where(t => t.At > change.At))
        {
            var row = DueDates.Row(at, change.Before.Id, what);
            if (await tables.GetAsync(ParticipantKeys.Table, ParticipantKeys.Shard(change.Before.Id), row) is null)
            {
                change.WakeAt(at, what);
            }
        }

        await TellSurveysAsync(change, facts, plan);
        await RemindAsync(change, facts, plan);
    }

    private static IEnumerable<(DateTimeOffset At, string What)> TimesOf(Participant participant, IncentiveFacts facts, IReadOnlyList<Incentive> plan)
    {
        foreach (var incentive in plan.Where(i => i is { State: IncentiveState.Locked, OpensAt: not null }))
        {
            yield return (incentive.OpensAt!.Value, $"pay-{incentive.Key}");
        }

        foreach (var payout in participant.Payouts.Where(p => p.State == PaymentState.Failed))
        {
            if (PayoutRetry.At(payout) is { } at)
            {
                yield return (at, $"retry-{payout.Key}-{payout.Attempt}");
            }
        }

        foreach (var last in LateCorrections(facts, plan))
        {
            yield return (Wib.StartOf(last.AddDays(1)), "pay-late-correction-passed");
        }

        if (facts.Stopped.Count > 0)
        {
            yield return (Wib.StartOf(facts.Year.StopDecisionBy.AddDays(1)), "pay-stop-passed");
        }

        foreach (var (day, what) in new[] { (facts.Year.AccountLinkBy, "account"), (facts.Year.SurveysBy, "surveys"), (facts.Year.BalanceExpires, "balance"), (facts.Year.AccountCorrectionBy, "correction") })
        {
            yield return (Wib.StartOf(day.AddDays(1)), $"pay-{what}-passed");
            yield return (Reminder(day, 7), $"pay-{what}-7");
            yield return (Reminder(day, 1), $"pay-{what}-1");
        }
    }

    /// <summary>Last days of incentives that open so late that the year's own day does not hold for them.</summary>
    private static IEnumerable<DateOnly> LateCorrections(IncentiveFacts facts, IReadOnlyList<Incentive> plan) =>
        plan.Where(i => i.State is not (IncentiveState.Paid or IncentiveState.Cancelled)).Select(i => IncentivePlan.CorrectionBy(facts, i))
            .Where(day => day > facts.Year.AccountCorrectionBy).Distinct();

    private async Task TellSurveysAsync(ParticipantChange change, IncentiveFacts facts, IReadOnlyList<Incentive> plan)
    {
        foreach (var survey in plan.Where(i => i is { Kind: IncentiveKind.Survey, State: IncentiveState.Locked } && i.OpensAt <= change.At && !facts.SurveyAnswers.ContainsKey(i.Tranche)))
        {
            if (await IsNewAsync(change, $"survey-open-{survey.Tranche}"))
            {
                change.Notify("survey-open", ("number", $"{survey.Tranche}"), ("by", $"{facts.Year.SurveysBy:yyyy-MM-dd}"));
            }
        }
    }

    private async Task RemindAsync(ParticipantChange change, IncentiveFacts facts, IReadOnlyList<Incentive> plan)
    {
        if (facts.Account is AccountState.None or AccountState.Rejected)
        {
            await RemindAsync(change, facts.Year.AccountLinkBy, "account", change.Participant.Language == "en" ? "Link a payment account" : "Sambungkan rekening");
        }

        if (facts.NeedsCorrection(plan))
        {
            await RemindAsync(change, facts.Year.AccountCorrectionBy, "correction", change.Participant.Language == "en" ? "Correct your payment account" : "Perbaiki rekening");
        }

        if (plan.Any(i => i is { Kind: IncentiveKind.Survey, State: IncentiveState.Locked } && !facts.SurveyAnswers.ContainsKey(i.Tranche)))
        {
            await RemindAsync(change, facts.Year.SurveysBy, "surveys", change.Participant.Language == "en" ? "Answer the surveys" : "Isi survei");
        }
    }

    private async Task RemindAsync(ParticipantChange change, DateOnly day, string what, string text)
    {
        var near = change.At >= Reminder(day, 1) ? 1 : change.At >= Reminder(day, 7) ? 7 : 0;
        if (near > 0 && !Wib.HasPassed(day, change.At) && await IsNewAsync(change, $"deadline-{what}-{near}"))
        {
            change.Notify("deadline", ("what", text), ("at", $"{day:yyyy-MM-dd}"));
        }
    }

    private async Task<bool> IsNewAsync(ParticipantChange change, string what)
    {
        var row = Told(change.Before.Id, what);
        if (await tables.GetAsync(ParticipantKeys.Table, ParticipantKeys.Shard(change.Before.Id), row) is not null)
        {
            return false;
        }

        change.Insert(row, new { change.At });
        return true;
    }

    private static DateTimeOffset Reminder(DateOnly deadline, int daysBefore) => Wib.StartOf(deadline.AddDays(-daysBefore)).AddHours(MorningHour);
}
