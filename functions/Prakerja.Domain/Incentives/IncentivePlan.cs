namespace Prakerja.Domain.Incentives;

/// <summary>Decides every incentive of a participant from the facts, and nothing else.</summary>
public static class IncentivePlan
{
    /// <summary>Completion incentives, then surveys, each by tranche. Money that has left is shown as it is, whatever happened since.</summary>
    public static IReadOnlyList<Incentive> Evaluate(IncentiveFacts facts, DateTimeOffset now) =>
    [
        .. Enumerable.Range(1, facts.Scheme.CompletionTranches)
            .Select(n => Decide(facts, IncentiveKind.Completion, n, facts.Scheme.CompletionAmount, CompletionGate.Evaluate(facts, n, now), now)),
        .. Enumerable.Range(1, facts.Scheme.SurveyCount)
            .Select(n => Decide(facts, IncentiveKind.Survey, n, facts.Scheme.SurveyAmount, SurveyGate.Evaluate(facts, n, now), now)),
    ];

    /// <summary>When survey n may be answered, or null while that is not known.</summary>
    public static DateTimeOffset? SurveyOpensAt(IncentiveFacts facts, int number) => SurveyGate.OpensAt(facts, number);

    /// <summary>The last day on which an incentive that opened can still be paid: afterwards, unless its fate is with the partner, it is cancelled.</summary>
    public static DateOnly CorrectionBy(IncentiveFacts facts, Incentive incentive) => facts.Stopped.Contains(incentive.Key) ? facts.Year.StopDecisionBy : CorrectionGate.LastDay(facts, incentive.OpensAt);

    /// <summary>Whether nothing can change any more: all paid or cancelled.</summary>
    public static bool IsClosed(IEnumerable<Incentive> incentives) =>
        incentives.All(i => i.State is IncentiveState.Paid or IncentiveState.Cancelled);

    private static Incentive Decide(IncentiveFacts facts, IncentiveKind kind, int tranche, long amount, Gate gate, DateTimeOffset at)
    {
        var key = Incentive.KeyOf(kind, tranche);
        var payment = facts.Payments.GetValueOrDefault(key);
        var now = payment is { State: not PaymentState.Failed } ? Sent(payment, gate.OpensAt)
            : Ended(facts) is { } end ? Gate.Cancelled(gate.OpensAt, end)
            : payment is null || gate.State == IncentiveState.Cancelled ? gate
            : Sent(payment, gate.OpensAt);
        now = CorrectionGate.Close(facts, key, now, at);
        return new Incentive(key, kind, tranche, amount, now.State, now.OpensAt, payment?.PaidAt, now.Reasons);
    }

    private static Gate Sent(IncentivePayment payment, DateTimeOffset? opensAt) => payment.State switch
    {
        PaymentState.Sending => new(IncentiveState.Sending, opensAt, []),
        PaymentState.Unknown => new(IncentiveState.Unknown, opensAt, [Reasons.Get("payment-unknown")]),
        PaymentState.Paid => new(IncentiveState.Paid, opensAt, Reasons.Find(payment.Reason) is { } how ? [how] : []),
        _ => new(IncentiveState.Failed, opensAt, [Reasons.Find(payment.Reason) ?? Reasons.Get("payment-rejected")]),
    };

    private static IReadOnlyList<string>? Ended(IncentiveFacts facts)
    {
        var code = facts.Withdrawn ? "withdrawn" : !facts.Eligible || facts.Revoked ? "eligibility-lost" : null;
        return code is null ? null : Reasons.Find(facts.EndReason) is { } more && more.Code != code ? [code, more.Code] : [code];
    }
}
