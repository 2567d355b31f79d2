using Prakerja.Pipeline.Payments;

namespace Prakerja.Pipeline.Settlements;

/// <summary>
/// Decides what the outcome of an attempt does to a settlement, and nothing else: the ledger follows from the settlement. Repeats and any order end the
/// same: returned outweighs succeeded, succeeded outweighs failed.
/// </summary>
internal static class SettlementOutcome
{
    /// <summary>A partner says that another amount than instructed moved: in suspense, under the case's id.</summary>
    public const string OtherAmountCase = "settlement-other-amount";

    /// <summary>The platform has the money twice: one payment is in suspense, under the case's id.</summary>
    public const string PaidTwiceCase = "settlement-paid-twice";

    public static (Settlement After, Decision Decision) Apply(Settlement settlement, PaymentReference reference, PayoutOutcome outcome, DateTimeOffset now)
    {
        var attempt = settlement.Attempts.FirstOrDefault(a => a.Number == reference.Attempt)
            ?? throw new InvalidOperationException($"Settlement {settlement.Id} has no attempt {reference.Attempt}.");
        return outcome.Kind switch
        {
            OutcomeKind.Succeeded => Succeed(settlement, attempt, reference, outcome),
            OutcomeKind.Returned => Return(settlement, attempt, reference, outcome, now),
            _ => Fail(settlement, attempt, reference, outcome, now),
        };
    }

    private static (Settlement, Decision) Succeed(Settlement settlement, SettlementAttempt attempt, PaymentReference reference, PayoutOutcome outcome)
    {
        if (outcome.Amount is { } amount && amount != settlement.Price)
        {
            return Mismatch(settlement, attempt, reference, amount);
        }

        return attempt switch
        {
            { ReturnedAt: not null } => (settlement, new Decision(PaymentState.Failed)),
            { IsExcess: true } => (settlement, new Decision(PaymentState.Paid, TwiceOf(reference))),
            { HasMoney: true } => (settlement, new Decision(PaymentState.Paid)),
            { OtherAmounts.Count: > 0 } when outcome.Amount is null => (settlement, new Decision(null)),
            { Fate: AttemptFate.Dead } => Late(settlement, attempt, reference, outcome.At),
            _ => (Paid(settlement, attempt with { Fate = AttemptFate.Paid }, outcome.At), new Decision(PaymentState.Paid)),
        };
    }

    /// <summary>If no later attempt can reach the partner, this is the payment; otherwise the platform may have the money twice.</summary>
    private static (Settlement, Decision) Late(Settlement settlement, SettlementAttempt attempt, PaymentReference reference, DateTimeOffset at)
    {
        var last = settlement.Last!;
        if (settlement.State == SettlementState.Sending && last is { InstructedAt: null } && last.Number != attempt.Number)
        {
            settlement = settlement.With(last with { Fate = AttemptFate.Dead, EndedAt = at, Reason = "superseded" }).Apply(SettlementEvent.Failed);
        }

        return settlement.State == SettlementState.Failed
            ? (Paid(settlement, attempt with { Fate = AttemptFate.PaidLate }, at), new Decision(PaymentState.Paid))
            : (settlement.With(attempt with { Fate = AttemptFate.PaidTwice, EndedAt = at }),
                new Decision(PaymentState.Paid, TwiceOf(reference)));
    }

    /// <summary>An attempt has just turned out not to be the payment: what the platform has from an earlier one is.</summary>
    private static Settlement TakeOver(Settlement settlement) => settlement.Attempts.FirstOrDefault(a => a.IsExcess) is { EndedAt: { } at } excess
        ? Paid(settlement, excess with { Fate = AttemptFate.PaidInstead }, at)
        : settlement;

    private static CaseToOpen TwiceOf(PaymentReference reference) => new(CaseKinds.Suspense, PaidTwiceCase, SettlementMovements.PaidKey(reference));

    /// <summary>Two people say of what is in suspense that it came back, or never moved. If it has become the payment meanwhile, that is what came back.</summary>
    public static Settlement Undo(Settlement settlement, int number, string reason, DateTimeOffset now)
    {
        var attempt = settlement.Attempts.First(a => a.Number == number);
        return !attempt.HasMoney ? settlement : Back(settlement, attempt with { Undone = attempt.IsExcess, Reason = reason }, now);
    }

    private static Settlement Back(Settlement settlement, SettlementAttempt attempt, DateTimeOffset now)
    {
        var returned = settlement.With(attempt with { ReturnedAt = now, EndedAt = now });
        return attempt.IsExcess ? returned : TakeOver(returned.Apply(SettlementEvent.Returned));
    }

    private static Settlement Paid(Settlement settlement, SettlementAttempt attempt, DateTimeOffset at) =>
        settlement.With(attempt with { EndedAt = at.ToUniversalTime(), Reason = null }).Apply(SettlementEvent.Succeeded);

    private static (Settlement, Decision) Return(Settlement settlement, SettlementAttempt attempt, PaymentReference reference, PayoutOutcome outcome, DateTimeOffset now)
    {
        if (outcome.Amount is { } amount && amount != settlement.Price)
        {
            return (attempt.OtherBack.Contains(amount) ? settlement : settlement.With(attempt with { OtherBack = [.. attempt.OtherBack, amount] }),
                new Decision(null, new CaseToOpen(CaseKinds.Suspense, OtherAmountCase, SettlementMovements.OtherBackKey(reference, amount))));
        }

        // Told before the success, it implies it.
        var (paid, decision) = Succeed(settlement, attempt, reference, outcome with { Amount = null, Reason = null });
        var standing = paid.Attempts.First(a => a.Number == attempt.Number);
        if (decision.State != PaymentState.Paid)
        {
            return (paid, decision);
        }

        return (Back(paid, standing with { Reason = outcome.Reason ?? "returned" }, now), new Decision(PaymentState.Failed, decision.Case));
    }

    private static (Settlement, Decision) Fail(Settlement settlement, SettlementAttempt attempt, PaymentReference reference, PayoutOutcome outcome, DateTimeOffset now)
    {
        if (attempt.Fate != AttemptFate.Open)
        {
            return (settlement, new Decision(attempt.HasMoney ? PaymentState.Paid : PaymentState.Failed));
        }

        var reason = outcome.Kind switch
        {
            OutcomeKind.NotReceived => SettlementRetry.NotReceived,
            OutcomeKind.DeclaredDead => "declared-dead",
            _ => outcome.Reason ?? "rejected",
        };
        var failed = TakeOver(settlement.With(attempt with { Fate = AttemptFate.Dead, EndedAt = now, Reason = reason }).Apply(SettlementEvent.Failed));
        var isLast = attempt.Number >= SettlementRetry.MaxAttempts && failed.State == SettlementState.Failed;
        return (failed, new Decision(PaymentState.Failed, isLast ? new CaseToOpen(CaseKinds.Failed, "rejected", reference.Reference) : null));
    }

    private static (Settlement, Decision) Mismatch(Settlement settlement, SettlementAttempt attempt, PaymentReference reference, long amount)
    {
        var noted = attempt.OtherAmounts.Contains(amount) ? settlement : settlement.With(attempt with { OtherAmounts = [.. attempt.OtherAmounts, amount] });
        return (noted, new Decision(null, new CaseToOpen(CaseKinds.Suspense, OtherAmountCase, SettlementMovements.OtherAmountKey(reference, amount))));
    }
}
