namespace Prakerja.Domain.Schemes;

/// <summary>What the programme may spend in a scheme year, in whole Rupiah: effective-dated, the latest change that has come into force counts.</summary>
public static class YearBudgets
{
    private const long Default = 20_000_000_000_000;

    private static readonly (int Year, long Amount)[] Known = [(2020, 20_000_000_000_000)];

    /// <summary>The year's budget before any change: Rp 20 trillion in 2020 (5.6 M places), and as much again in years for which no other figure is on record.</summary>
    public static long For(int year) => Known.Where(b => b.Year == year).Select(b => b.Amount).DefaultIfEmpty(Default).First();

    /// <summary>The budget in force on a day. Of two changes from the same day the one decided later counts.</summary>
    /// <param name="changes">In the order they were decided.</param>
    public static long InForce(int year, IReadOnlyList<BudgetChange> changes, DateOnly day) =>
        InOrder(changes).Where(c => c.From <= day).Select(c => c.Amount).Prepend(For(year)).Last();

    /// <summary>What may be committed to on a day: no more than is in force then, nor than any cut that is decided already and comes later.</summary>
    public static long Spendable(int year, IReadOnlyList<BudgetChange> changes, DateOnly day) =>
        changes.Select(c => c.From).Where(from => from > day).Append(day).Min(from => InForce(year, changes, from));

    /// <summary>Whether new places of a scheme still fit: committed plus places × total, against what may be spent. Whatever the numbers, never by overflow.</summary>
    public static bool Fits(long spendable, long committed, long places, Scheme scheme) => (Int128)committed + ((Int128)places * scheme.Total) <= spendable;

    /// <summary>Changes as they come into force.</summary>
    public static IEnumerable<BudgetChange> InOrder(IEnumerable<BudgetChange> changes) => changes.OrderBy(c => c.From);
}
