using System.Text.Json.Serialization;

namespace Prakerja.Pipeline.Budgets;

/// <summary>A scheme year's money: what approved batches can cost at most, and what may be spent. One row, so that both only change together.</summary>
/// <param name="Committed">Places of the approved batches × their schemes' totals, in whole Rupiah.</param>
public sealed record YearBudget(long Committed)
{
    public static YearBudget Empty { get; } = new(0);

    /// <summary>In the order they were approved.</summary>
    public IReadOnlyList<ApprovedBudget> Changes { get; init; } = [];

    /// <summary>What one finance person wants, and another has to approve.</summary>
    public BudgetProposal? Proposal { get; init; }

    /// <summary>Number of the last proposal.</summary>
    public int LastProposal { get; init; }

    [JsonIgnore]
    public IReadOnlyList<BudgetChange> Decided => [.. Changes.Select(c => c.Change)];

    /// <summary>With what a batch can cost added, or taken off again.</summary>
    /// <param name="sign">1 or -1.</param>
    public YearBudget With(Batches.Batch batch, int sign) => this with { Committed = Committed + (sign * batch.TotalPlaces * batch.Terms.Total) };
}

/// <param name="Number">Of the year's proposals, from 1; another proposal has another number, so nobody approves what they have not read.</param>
public sealed record BudgetProposal(int Number, BudgetChange Change, string Reason, string By, DateTimeOffset At);

/// <param name="Number">Of the proposal.</param>
public sealed record ApprovedBudget(int Number, BudgetChange Change, string Reason, string ProposedBy, DateTimeOffset ProposedAt, string ApprovedBy, DateTimeOffset ApprovedAt);

/// <summary>The figures of a year on a day, in whole Rupiah.</summary>
/// <param name="Amount">The budget in force.</param>
/// <param name="Spendable">The same, or less where a cut is decided that is not in force yet.</param>
/// <param name="Released">Of places that lapsed or were never taken: it can be committed again.</param>
public sealed record BudgetFigures(long Amount, long Spendable, long Committed, long Released)
{
    /// <summary>What is bound now.</summary>
    public long Bound => Committed - Released;

    public long Left => Spendable - Bound;
}
