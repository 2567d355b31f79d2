using System.Text.Json.Serialization;
using Prakerja.Domain.Ledger;

namespace Prakerja.Pipeline.Ledger;

/// <summary>
/// A running balance: what the transfers of one partition do to one account, written with its ETag in the commit of each of them. The account's balance is the
/// sum over all partitions, so however hot it is, no row is. Whole Rupiah.
/// </summary>
public sealed record BalanceRow(long Posted, long PendingIn, long PendingOut)
{
    public static BalanceRow Empty { get; } = new(0, 0, 0);

    /// <summary>Of a budget's shard, in the partition that spends it.</summary>
    public BudgetShare? Share { get; init; }

    [JsonIgnore]
    public Balance Balance => new(Posted, PendingIn, PendingOut);

    /// <summary>What the partition may still spend: what its own transfers left there, and what it was allocated.</summary>
    [JsonIgnore]
    public long Available => Balance.Available + (Share?.Allocated ?? 0);

    public BalanceRow Plus(Balance moved)
    {
        var (posted, pendingIn, pendingOut) = Balance + moved;
        return this with { Posted = posted, PendingIn = pendingIn, PendingOut = pendingOut };
    }
}

/// <summary>
/// What the centre of a year's budget let a shard have. The transfers of it are the centre's; the shard counts each as it takes it, so a refill is taken once.
/// </summary>
/// <param name="Allocated">Refills taken less what was called back.</param>
/// <param name="Refills">Number of the last refill taken.</param>
/// <param name="Recalls">Number of the last recall.</param>
/// <param name="Recalling">Taken out by the last recall and not with the centre yet.</param>
public sealed record BudgetShare(long Allocated, int Refills, int Recalls, long Recalling)
{
    public static BudgetShare None { get; } = new(0, 0, 0, 0);
}
