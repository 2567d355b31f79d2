namespace Prakerja.Domain.Incentives;

/// <summary>
/// The end of waiting for an account that works: what opened and is still not paid by the last day is cancelled. What only waits for its own day, or for
/// the partner's word, is not the person's to correct and stays.
/// </summary>
internal static class CorrectionGate
{
    private const int DaysAfterOpening = 30;

    /// <summary>31 January of the following year; for what opens late, the 30th day after it opened.</summary>
    public static DateOnly LastDay(IncentiveFacts facts, DateTimeOffset? opensAt)
    {
        var opened = opensAt is { } open ? Wib.DaysLater(Wib.DateOf(open), DaysAfterOpening) : DateOnly.MinValue;
        return opened > facts.Year.AccountCorrectionBy ? opened : facts.Year.AccountCorrectionBy;
    }

    public static Gate Close(IncentiveFacts facts, string key, Gate gate, DateTimeOffset now)
    {
        var isOpen = gate.State is IncentiveState.Due or IncentiveState.Failed or IncentiveState.Locked;
        return isOpen && !ComesByItself(facts, gate, now) && Wib.HasPassed(facts.Stopped.Contains(key) ? facts.Year.StopDecisionBy : LastDay(facts, gate.OpensAt), now)
            ? Gate.Cancelled(gate.OpensAt, gate.Reasons.Select(r => r.Code).Where(c => c != "not-due-yet").Append("deadline-passed"))
            : gate;
    }

    /// <summary>Days are counted from the first payment, so nothing is lost while its fate is open.</summary>
    private static bool ComesByItself(IncentiveFacts facts, Gate gate, DateTimeOffset now) => gate.State == IncentiveState.Locked
        && (gate.OpensAt is { } opens ? opens > now
            : facts.Payments.GetValueOrDefault(Incentive.KeyOf(IncentiveKind.Completion, 1))?.State is PaymentState.Sending or PaymentState.Unknown);
}
