using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Ledger;

namespace Prakerja.Pipeline.Budgets;

/// <summary>Moves money between treasury and budget when a change comes into force.</summary>
public sealed class BudgetLedger(BudgetStore budgets, ProgrammeLedger ledger, TimeProvider clock)
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
            await PostAsync(year, change, change.Change.Amount - before);
            before = change.Change.Amount;
        }
    }

    private async Task PostAsync(int year, ApprovedBudget change, long more)
    {
        var (account, key) = (LedgerAccounts.Budget(year), $"{LedgerAccounts.Budget(year)}:{change.Number:0000}");
        if (more != 0 && !await ledger.HasAsync(key))
        {
            var (from, to) = more > 0 ? (LedgerAccounts.Treasury, account) : (account, LedgerAccounts.Treasury);
            await ledger.PostAsync(key, from, to, Math.Abs(more), Kind, key);
        }
    }
}
