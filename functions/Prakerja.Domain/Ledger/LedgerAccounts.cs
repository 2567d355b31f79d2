using System.Globalization;

namespace Prakerja.Domain.Ledger;

/// <summary>Names of the ledger's accounts. Participants are their random ids, never personal data.</summary>
public static class LedgerAccounts
{
    /// <summary>The state: where budgets come from.</summary>
    public const string Treasury = "treasury";

    /// <summary>What could not be matched; must come to zero.</summary>
    public const string Suspense = "suspense";

    /// <summary>Money of a year that nobody may use any more and that went back to the state.</summary>
    public static string TreasuryReturns(int year) => $"treasury-returns:{year:0000}";

    /// <summary>A year's programme budget: the treasury funds it, its shards are refilled from it.</summary>
    public static string Budget(int year) => $"budget:{year:0000}";

    /// <summary>The part of a year's budget that the participants of one shard (two hex digits) are given theirs from.</summary>
    public static string Budget(int year, string shard) => $"budget:{year:0000}:{shard}";

    /// <summary>The training balance.</summary>
    public static string Training(string participant) => Named("training", participant);

    /// <summary>Incentives entitled to and not paid yet.</summary>
    public static string Incentive(string participant) => Named("incentive", participant);

    /// <summary>Owed to a platform for completed courses.</summary>
    public static string Payable(string platform) => Named("payable", platform);

    /// <summary>What a platform keeps of the price of completed courses; at most 15 %.</summary>
    public static string Commission(string platform) => Named("commission", platform);

    /// <summary>Sent to a provider, fate not known yet.</summary>
    public static string InFlight(string provider) => Named("in-flight", provider);

    /// <summary>Paid out by a provider.</summary>
    public static string Paid(string provider) => Named("paid", provider);

    /// <summary>Paid in error and to be repaid: the balance is minus what is still owed.</summary>
    public static string Recovery(string participant) => Named("recovery", participant);

    /// <summary>Came back from people through a provider: the balance is minus what was repaid.</summary>
    public static string Repaid(string provider) => Named("repaid", provider);

    /// <summary>Given up by two people, borne by the state: the balance is minus the loss of a year.</summary>
    public static string WriteOff(int year) => $"write-off:{year:0000}";

    /// <summary>Whether an account's balance may go below zero; all others have the floor 0.</summary>
    public static bool MayBeNegative(string account) =>
        account is Treasury or Suspense || account.Split(':')[0] is "recovery" or "repaid" or "write-off";

    /// <summary>
    /// The account itself, or the kind alone where there is one for each person (<c>training</c>, <c>incentive</c>, <c>recovery</c>): those are kept as one
    /// sum, and a person's own is what their transfers say.
    /// </summary>
    public static string Shared(string account) => account.Split(':')[0] is "training" or "incentive" or "recovery" ? account.Split(':')[0] : account;

    /// <summary>The year and the shard, if it is a shard of a budget.</summary>
    public static (int Year, string Shard)? ShardOf(string account) =>
        account.Split(':') is ["budget", { Length: 4 } year, { Length: 2 } shard] ? (int.Parse(year, NumberStyles.None, CultureInfo.InvariantCulture), shard) : null;

    /// <summary>The year, if it is a year's budget itself.</summary>
    public static int? YearOf(string account) =>
        account.Split(':') is ["budget", { Length: 4 } year] ? int.Parse(year, NumberStyles.None, CultureInfo.InvariantCulture) : null;

    private static string Named(string kind, string name) =>
        name.Length > 0 ? $"{kind}:{name}" : throw new ArgumentException("An account needs a name.", nameof(name));
}
