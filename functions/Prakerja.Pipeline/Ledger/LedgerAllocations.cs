using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Budgets;

namespace Prakerja.Pipeline.Ledger;

/// <summary>What budgets' shards count as let have, against the centre's transfers: every refill taken once, everything called back given back.</summary>
internal static class LedgerAllocations
{
    public static IEnumerable<LedgerDifference> Check(IEnumerable<PartitionAudit> partitions)
    {
        var all = partitions.ToArray();
        var transfers = all.SelectMany(a => a.Shares).ToDictionary(s => s.Key, s => s.Value, StringComparer.Ordinal);
        foreach (var (account, row) in all.SelectMany(a => a.Running))
        {
            if (row.Share is { } share && LedgerAccounts.ShardOf(account) is { } budget && Expected(budget.Year, budget.Shard, share, transfers) is var expected && expected != share.Allocated)
            {
                yield return new LedgerDifference("all", "allocation", account, expected, share.Allocated);
            }
        }
    }

    private static long Expected(int year, string shard, BudgetShare share, Dictionary<string, long> transfers)
    {
        var refilled = Enumerable.Range(1, share.Refills).Sum(n => transfers.GetValueOrDefault(BudgetShares.KeyOf(year, shard, n)));
        // The last recall may be with the centre already, or be nowhere but in the shard's row.
        var recalled = Enumerable.Range(1, share.Recalling > 0 ? share.Recalls - 1 : share.Recalls).Sum(n => transfers.GetValueOrDefault(BudgetRecalls.KeyOf(year, shard, n)));
        return refilled - recalled - share.Recalling;
    }
}
