using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Budgets;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Ledger;

/// <summary>
/// Running balances in the participants' shards, and the floors that hold in each of them alone: a budget's shard spends only what it was allocated (and is
/// refilled when it is short), and what is in flight was reserved in the same shard.
/// </summary>
public sealed class ShardBalances(RunningBalances running, BudgetShares shares)
{
    /// <summary>The writes that bring a shard's balances up to date with transfers of the same commit; none if nothing moved.</summary>
    /// <exception cref="InvalidOperationException">An account would be under its floor, or is another shard's: a fault in the program.</exception>
    public async ValueTask<IReadOnlyList<TableWrite>> WritesAsync(string shard, Balances moved)
    {
        var writes = new List<TableWrite>();
        foreach (var balance in await running.MoveAsync(ParticipantKeys.Table, shard, ParticipantKeys.Balance(""), moved))
        {
            writes.Add((await CoveredAsync(shard, balance)).Write());
        }

        return writes;
    }

    private async ValueTask<MovedBalance> CoveredAsync(string shard, MovedBalance balance)
    {
        if (LedgerAccounts.ShardOf(balance.Account) is { } budget && budget.Shard == shard)
        {
            return balance.IsOverdrawn ? balance with { Row = await shares.RefillAsync(budget.Year, shard, balance.Row) } : balance;
        }

        var isBudget = balance.Account.StartsWith("budget:", StringComparison.Ordinal);
        var isFloored = balance.IsOverdrawn && balance.Account.StartsWith("in-flight:", StringComparison.Ordinal);
        return isBudget || isFloored ? throw new InvalidOperationException($"{balance.Account} cannot give {-balance.Moved.Available} in shard {shard}.") : balance;
    }
}
