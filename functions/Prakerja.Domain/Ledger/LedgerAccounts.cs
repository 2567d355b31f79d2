namespace Prakerja.Domain.Ledger;

/// <summary>Names of the ledger's accounts. Participants are their random ids, never personal data.</summary>
public static class LedgerAccounts
{
    /// <summary>The state: where budgets come from and unused money returns to.</summary>
    public const string Treasury = "treasury";

    /// <summary>What could not be matched; must come to zero.</summary>
    public const string Suspense = "suspense";

    /// <summary>A year's programme budget, or one of its shards.</summary>
    public static string Budget(int year, int? shard = null) => shard is { } part ? $"budget:{year:0000}:{part:00}" : $"budget:{year:0000}";

    /// <summary>The training balance.</summary>
    public static string Training(string participant) => Named("training", participant);

    /// <summary>Incentives entitled to and not paid yet.</summary>
    public static string Incentive(string participant) => Named("incentive", participant);

    /// <summary>Owed to a platform for completed courses.</summary>
    public static string Payable(string platform) => Named("payable", platform);

    /// <summary>Sent to a provider, fate not known yet.</summary>
    public static string InFlight(string provider) => Named("in-flight", provider);

    /// <summary>Paid out by a provider.</summary>
    public static string Paid(string provider) => Named("paid", provider);

    /// <summary>Paid in error and to be repaid: the balance is minus what is still owed.</summary>
    public static string Recovery(string participant) => Named("recovery", participant);

    /// <summary>Whether an account's balance may go below zero; all others have the floor 0.</summary>
    public static bool MayBeNegative(string account) =>
        account is Treasury or Suspense || account.StartsWith("recovery:", StringComparison.Ordinal);

    private static string Named(string kind, string name) =>
        name.Length > 0 ? $"{kind}:{name}" : throw new ArgumentException("An account needs a name.", nameof(name));
}
