namespace Prakerja.Domain.Schemes;

/// <summary>What a year may spend from a day on; two people decided it.</summary>
/// <param name="Amount">Whole Rupiah: the whole year's, not a difference.</param>
/// <param name="From">First day in force (WIB).</param>
public sealed record BudgetChange(long Amount, DateOnly From);
