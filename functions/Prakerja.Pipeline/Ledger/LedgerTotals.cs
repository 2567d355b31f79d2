using Prakerja.Domain.Ledger;

namespace Prakerja.Pipeline.Ledger;

/// <summary>Balances of all accounts, rebuilt from every transfer.</summary>
/// <param name="Accounts">By name, participants' own ones summed under <c>training</c>, <c>incentive</c> and <c>recovery</c>, the shards of a year's budget under it.</param>
/// <param name="BelowFloor">Accounts below zero that may not be: none, always.</param>
/// <param name="Sum">Of all posted balances: zero, always.</param>
/// <param name="Transfers">How many there are.</param>
public sealed record LedgerSummary(IReadOnlyDictionary<string, Balance> Accounts, IReadOnlyList<string> BelowFloor, long Sum, long Transfers)
{
    /// <summary>What providers have paid out, net of what came back.</summary>
    public long PaidOut => Accounts.Where(a => a.Key.StartsWith("paid:", StringComparison.Ordinal)).Sum(a => a.Value.Posted);
}

/// <summary>Sums the whole ledger: for the simulator and for staff.</summary>
public sealed class LedgerTotals(LedgerScan scan)
{
    public async Task<LedgerSummary> ComputeAsync()
    {
        var balances = new Balances();
        var transfers = 0L;
        await foreach (var row in scan.AllAsync())
        {
            balances.Add(row.ToTransfer());
            transfers++;
        }

        var accounts = new SortedDictionary<string, Balance>(StringComparer.Ordinal);
        foreach (var (account, balance) in balances.All)
        {
            var name = NameOf(account);
            accounts[name] = accounts.GetValueOrDefault(name) + balance;
        }

        return new LedgerSummary(accounts, balances.BelowFloor, balances.Sum, transfers);
    }

    private static string NameOf(string account) => LedgerAccounts.ShardOf(account) is { } shard ? LedgerAccounts.Budget(shard.Year) : LedgerAccounts.Shared(account);
}
