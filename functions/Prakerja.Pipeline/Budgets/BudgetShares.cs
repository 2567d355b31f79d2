using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Budgets;

/// <summary>
/// Gives the shards of a year's budget what they are short of. Refill n of a shard is one transfer of the centre with a key of its own, posted while the centre
/// covers it; the shard takes it in the very commit that spends it, so money on its way to an award is never surplus that somebody else could call back. After
/// a crash in between, the transfer is there and the next ask of that shard finds it.
/// </summary>
public sealed class BudgetShares(ProgrammeLedger ledger, BudgetRecalls recalls)
{
    public const string Kind = "budget-refill";

    /// <summary>A shard's refill is no larger than this part of what the centre has: 256 shards together leave it three quarters.</summary>
    private const long Part = 1024;

    /// <summary>A few hundred places.</summary>
    private const long Most = 1_000_000_000;

    public static string KeyOf(int year, string shard, int number) => $"refill:{year:0000}:{shard}:{number:000000}";

    /// <summary>The row with as many refills taken as it takes to cover it; a commit must make them true.</summary>
    /// <exception cref="StoreUnavailableException">The money is under way to another shard: to be asked for again.</exception>
    /// <exception cref="InvalidOperationException">The year's budget is spent: more was promised than there is, which no approval allows.</exception>
    public async Task<BalanceRow> RefillAsync(int year, string shard, BalanceRow row)
    {
        while (row.Available < 0)
        {
            var share = row.Share ?? BudgetShare.None;
            var refill = await NextAsync(year, shard, share.Refills + 1, -row.Available);
            row = row with { Share = share with { Allocated = checked(share.Allocated + refill), Refills = share.Refills + 1 } };
        }

        return row;
    }

    /// <summary>The amount of a refill that is there already, or of a new one: at least what is missing.</summary>
    private async Task<long> NextAsync(int year, string shard, int number, long missing)
    {
        var (key, budget) = (KeyOf(year, shard, number), LedgerAccounts.Budget(year));
        while (true)
        {
            if (await ledger.FindAsync(budget, key) is { } known)
            {
                return known.Amount;
            }

            await ledger.FundAsync(year);
            var (available, _) = await ledger.AvailableAsync(budget);
            if (available < missing)
            {
                await recalls.GatherAsync(year, missing);
            }
            else
            {
                var amount = Math.Max(missing, Math.Min(available / Part, Most));
                await ledger.TryPostAsync(new NewTransfer(key, budget, LedgerAccounts.Budget(year, shard), amount, Kind, key));
            }
        }
    }
}
