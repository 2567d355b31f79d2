using FsCheck.Xunit;
using Prakerja.Domain.Schemes;

namespace Prakerja.Domain.Tests.Schemes;

public sealed class YearBudgetsTests
{
    private static readonly DateOnly Beginning = new(2026, 1, 1);

    [Theory]
    [InlineData(2020)]
    [InlineData(2026)]
    public void For_IsTwentyTrillion(int year) => Assert.Equal(20_000_000_000_000, YearBudgets.For(year));

    [Fact]
    public void Fits_ToTheRupiah()
    {
        var budget = YearBudgets.For(2026);
        var committed = budget - (1_000 * SchemeTable.Normal.Total);

        Assert.True(YearBudgets.Fits(budget, committed, 1_000, SchemeTable.Normal));
        Assert.False(YearBudgets.Fits(budget, committed + 1, 1_000, SchemeTable.Normal));
        Assert.False(YearBudgets.Fits(budget, committed, 1_001, SchemeTable.Normal));
        Assert.True(YearBudgets.Fits(budget, 0, 5_600_000, SchemeTable.SemiBansos));
    }

    [Fact]
    public void Fits_NumbersBeyondSixtyFourBits_DoNot() => Assert.False(YearBudgets.Fits(long.MaxValue, long.MaxValue, long.MaxValue, SchemeTable.Normal));

    [Fact]
    public void InForce_TwoChangesOfOneDay_IsTheOneDecidedLater()
    {
        BudgetChange[] changes = [new(7, Beginning.AddDays(3)), new(5, Beginning.AddDays(3)), new(9, Beginning.AddDays(1))];

        Assert.Equal(YearBudgets.For(2026), YearBudgets.InForce(2026, changes, Beginning));
        Assert.Equal(9, YearBudgets.InForce(2026, changes, Beginning.AddDays(2)));
        Assert.Equal(5, YearBudgets.InForce(2026, changes, Beginning.AddDays(3)));
    }

    [Fact]
    public void Spendable_ACutDecidedForLater_CountsAtOnceAndARiseDoesNot()
    {
        BudgetChange[] changes = [new(7, Beginning.AddDays(3)), new(9, Beginning.AddDays(5))];

        Assert.Equal(7, YearBudgets.Spendable(2026, changes, Beginning));
        Assert.Equal(7, YearBudgets.Spendable(2026, changes, Beginning.AddDays(4)));
        Assert.Equal(9, YearBudgets.Spendable(2026, changes, Beginning.AddDays(5)));
    }

    /// <summary>What fits today fits on every later day, whatever was decided: nothing that was committed to is ever without money.</summary>
    [Property(MaxTest = 500)]
    public bool Spendable_IsTheLeastInForceFromThatDayOn(List<(uint Amount, byte Day)> decided, byte day)
    {
        BudgetChange[] changes = [.. decided.Select(d => new BudgetChange(d.Amount, Beginning.AddDays(d.Day)))];
        return YearBudgets.Spendable(2026, changes, Beginning.AddDays(day))
            == Enumerable.Range(day, 256).Min(d => YearBudgets.InForce(2026, changes, Beginning.AddDays(d)));
    }

    /// <summary>As it comes into force, each change moves the difference to the one before: together they make the amount in force.</summary>
    [Property(MaxTest = 500)]
    public bool InOrder_LastChangeInForce_IsTheAmount(List<(uint Amount, byte Day)> decided, byte day)
    {
        BudgetChange[] changes = [.. decided.Select(d => new BudgetChange(d.Amount, Beginning.AddDays(d.Day)))];
        var due = YearBudgets.InOrder(changes).Where(c => c.From <= Beginning.AddDays(day)).ToArray();
        return (due.Length == 0 ? YearBudgets.For(2026) : due[^1].Amount) == YearBudgets.InForce(2026, changes, Beginning.AddDays(day));
    }
}
