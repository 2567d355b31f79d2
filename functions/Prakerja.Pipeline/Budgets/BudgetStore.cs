using System.Globalization;
using Prakerja.Pipeline.Batches;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Budgets;

/// <summary>
/// Budgets: rows beside the batches (<see cref="BatchStore.Partition"/>), so that a batch is approved in the transaction that counts its cost, and a
/// budget is cut in one that no approval can slip past. A counter, not a sum over awards; what lapsed places gave back is kept by <see cref="RecoveryPot"/>.
/// </summary>
public sealed class BudgetStore(ITableStore tables, RecoveryPot pot, TimeProvider clock)
{
    private const string Rows = "budget-";

    public async ValueTask<(YearBudget Budget, string? ETag)> ReadAsync(int year)
    {
        var row = await tables.GetAsync(BatchStore.Table, BatchStore.Partition, RowOf(year));
        return row is null ? (YearBudget.Empty, null) : (PipelineJson.Read<YearBudget>(row.Body), row.ETag);
    }

    /// <summary>The write that stores a budget, if it is still as read.</summary>
    public static TableWrite Write(int year, YearBudget budget, string? etag) => BatchStore.Write(RowOf(year), budget, etag);

    /// <summary>Decides and commits; again if the budget changed meanwhile. Nothing is written if the decision returns it as it was.</summary>
    public async Task<YearBudget> ChangeAsync(int year, Func<YearBudget, ValueTask<YearBudget>> decide)
    {
        while (true)
        {
            var (before, etag) = await ReadAsync(year);
            var after = await decide(before);
            if (ReferenceEquals(after, before) || (await tables.CommitAsync(BatchStore.Table, BatchStore.Partition, [Write(year, after, etag)])).Committed)
            {
                return after;
            }
        }
    }

    /// <summary>As of today (WIB). What was released only grows, so figures that are a moment old promise too little, never too much.</summary>
    public async ValueTask<BudgetFigures> FiguresAsync(int year, YearBudget budget)
    {
        var (today, changes) = (Wib.DateOf(clock.GetUtcNow()), budget.Decided);
        return new BudgetFigures(
            YearBudgets.InForce(year, changes, today), YearBudgets.Spendable(year, changes, today), budget.Committed, (await pot.ReadAsync(year)).Released);
    }

    /// <summary>Every year that has a row.</summary>
    public async Task<IReadOnlyList<(int Year, YearBudget Budget)>> AllAsync()
    {
        var page = await tables.ScanAsync(BatchStore.Table, BatchStore.Partition, RowRange.Prefix(Rows), 1000);
        return [.. page.Rows.Select(r => (int.Parse(r.Row.AsSpan(Rows.Length), CultureInfo.InvariantCulture), PipelineJson.Read<YearBudget>(r.Body)))];
    }

    private static string RowOf(int year) => string.Create(CultureInfo.InvariantCulture, $"{Rows}{year}");
}
