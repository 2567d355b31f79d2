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
                : account.State == AccountState.Checking ? ["account-checking"]
                : account.CoolsUntil > draft.Now ? [PayoutTiming.CoolingOff] : [];
            draft.PaymentAccount = new PaymentAccountView(account.Provider, account.Masked, account.State.Word(), ReasonView.Of(reasons, draft.English));
        }

        if (IncentiveFactsReader.Of(draft.Participant, draft.Now) is { } facts)
        {
            var plan = IncentivePlan.Evaluate(facts, draft.Now);
            draft.Incentives.AddRange(plan.Select(i => View(WaitingOf(i, draft.Participant), draft.English)));
            draft.Deadlines.AddRange(DeadlinesOf(draft, facts, plan));
        }

        return ValueTask.CompletedTask;
    }

    private static IncentiveView View(Incentive incentive, bool english) => new(
        incentive.Key, incentive.Kind.Word(), incentive.Tranche, incentive.Amount, incentive.State.Word(), incentive.OpensAt, incentive.PaidAt,
        [.. incentive.Reasons.Select(r => ReasonView.Of(r, english))]);

    /// <summary>What is reserved and waits for its turn has not left yet: due, with the reason, and from when on it can be sent. Where an earlier attempt may have been paid after all, nobody knows.</summary>
    private static Incentive WaitingOf(Incentive incentive, Participant participant) =>
        incentive.State == IncentiveState.Sending && participant.Payouts.FirstOrDefault(p => p.Key == incentive.Key) is { InstructedAt: null, Wait: { } wait }
            ? incentive with
            {
                State = wait.Code == "payment-unknown" ? IncentiveState.Unknown : IncentiveState.Due, Reasons = [Reasons.Get(wait.Code)], OpensAt = wait.Until ?? incentive.OpensAt,
            }
            : incentive;

    private static IEnumerable<DeadlineView> DeadlinesOf(DashboardDraft draft, IncentiveFacts facts, IReadOnlyList<Incentive> plan)
    {
        if (draft.Participant.IsLost())
        {
            yield break;
        }

        if (draft.Participant.Account?.CoolsUntil is { } cools && cools > draft.Now)
        {
            yield return new DeadlineView("accountCoolsUntil", cools);
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
