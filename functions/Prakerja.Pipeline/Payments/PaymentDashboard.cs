using Prakerja.Pipeline.Me;
using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Payments;

/// <summary>Incentives, payment account and their deadlines on the dashboard: decided by the same plan that pays.</summary>
public sealed class PaymentDashboard : IDashboardPart
{
    public ValueTask FillAsync(DashboardDraft draft)
    {
        if (draft.Participant.Account is { } account)
        {
            IReadOnlyList<string> reasons = account.State == AccountState.Rejected ? [account.Reason ?? "account-rejected"]
                : account.State == AccountState.Checking ? ["account-checking"] : [];
            draft.PaymentAccount = new PaymentAccountView(account.Provider, account.Masked, account.State.Word(), ReasonView.Of(reasons, draft.English));
        }

        if (IncentiveFactsReader.Of(draft.Participant, draft.Now) is { } facts)
        {
            var plan = IncentivePlan.Evaluate(facts, draft.Now);
            draft.Incentives.AddRange(plan.Select(i => View(i, draft.English)));
            draft.Deadlines.AddRange(DeadlinesOf(draft, facts, plan));
        }

        return ValueTask.CompletedTask;
    }

    private static IncentiveView View(Incentive incentive, bool english) => new(
        incentive.Key, incentive.Kind.Word(), incentive.Tranche, incentive.Amount, incentive.State.Word(), incentive.OpensAt, incentive.PaidAt,
        [.. incentive.Reasons.Select(r => ReasonView.Of(r, english))]);

    private static IEnumerable<DeadlineView> DeadlinesOf(DashboardDraft draft, IncentiveFacts facts, IReadOnlyList<Incentive> plan)
    {
        if (draft.Participant.IsLost())
        {
            yield break;
        }

        if (facts.Account != AccountState.Verified && !Wib.HasPassed(facts.Year.AccountLinkBy, draft.Now))
        {
            yield return new DeadlineView("accountLinkBy", Wib.EndOf(facts.Year.AccountLinkBy));
        }

        if (facts.NeedsCorrection(plan) && !Wib.HasPassed(facts.Year.AccountCorrectionBy, draft.Now))
        {
            yield return new DeadlineView("accountCorrectionBy", Wib.EndOf(facts.Year.AccountCorrectionBy));
        }

        var surveyOpen = plan.Any(i => i is { Kind: IncentiveKind.Survey, State: IncentiveState.Locked } && !facts.SurveyAnswers.ContainsKey(i.Tranche));
        if (surveyOpen && !Wib.HasPassed(facts.Year.SurveysBy, draft.Now))
        {
            yield return new DeadlineView("surveysBy", Wib.EndOf(facts.Year.SurveysBy));
        }
    }
}
