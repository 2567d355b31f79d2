namespace Prakerja.Domain.Incentives;

/// <summary>Money needs an account that is verified, and first handed in by 3 December.</summary>
internal static class AccountGate
{
    public static IReadOnlyList<string> Missing(IncentiveFacts facts) => facts.Account switch
    {
        AccountState.Verified => [],
        AccountState.Checking => ["account-checking"],
        AccountState.Rejected => [Reasons.Find(facts.AccountReason)?.Code ?? "account-rejected"],
        _ => ["account-missing"],
    };

    public static bool MissedDeadline(IncentiveFacts facts, DateTimeOffset now)
    {
        if (!Wib.HasPassed(facts.Year.AccountLinkBy, now))
        {
            return false;
        }

        return facts.AccountLinkedAt is { } linked ? Wib.HasPassed(facts.Year.AccountLinkBy, linked) : facts.Account != AccountState.Verified;
    }
}
