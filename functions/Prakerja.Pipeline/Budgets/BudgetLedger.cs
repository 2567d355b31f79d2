using Microsoft.Extensions.Logging;
using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Ledger;

namespace Prakerja.Pipeline.Budgets;

/// <summary>Moves money between treasury and budget when a change comes into force.</summary>
public sealed class BudgetLedger(BudgetStore budgets, ProgrammeLedger ledger, BudgetRecalls recalls, ILogger<BudgetLedger> log, TimeProvider clock)
{
    public const string Kind = "budget-change";

    public async Task PostDueAsync(int year) => await PostDueAsync(year, (await budgets.ReadAsync(year)).Budget);

    /// <summary>Posts every change that is in force, each once. In the order of coming into force: none decided later comes before one that is posted.</summary>
    public async Task PostDueAsync(int year, YearBudget budget)
    {
        var today = Wib.DateOf(clock.GetUtcNow());
        var due = budget.Changes.OrderBy(c => c.Change.From).Where(c => c.Change.From <= today).ToArray();
        if (due.Length > 0)
        {
            await ledger.FundAsync(year);
        }

        var before = YearBudgets.For(year);
        foreach (var change in due)
        {
            if (!await PostAsync(year, change, change.Change.Amount - before))
            {
                Log.CutNotCovered(log, year, change.Number);
                return;
            }

            before = change.Change.Amount;
        }
    }

    /// <summary>A cut finds the money in the shards too.</summary>
    /// <returns>False: what is cut is not there at this moment; the next sweep tries again.</returns>
    private async Task<bool> PostAsync(int year, ApprovedBudget change, long more)
    {
        var account = LedgerAccounts.Budget(year);
        var key = $"{account}:{change.Number:0000}";
        if (more == 0 || await ledger.FindAsync(account, key) is not null)
        {
            return true;
        }

        var (from, to) = more > 0 ? (LedgerAccounts.Treasury, account) : (account, LedgerAccounts.Treasury);
        var transfer = new NewTransfer(key, from, to, Math.Abs(more), Kind, key);
        if (await ledger.TryPostAsync(transfer) != PostResult.NotCovered)
        {
            return true;
        }

        await recalls.TryGatherAsync(year);
        return await ledger.TryPostAsync(transfer) != PostResult.NotCovered;
    }
}
