using System.Globalization;
using Prakerja.Pipeline.Budgets;
using Prakerja.Pipeline.Http;

namespace Prakerja.Pipeline.Admin.Budgets;

/// <param name="Amount">The whole year's, in whole Rupiah.</param>
/// <param name="From">First day in force (WIB).</param>
public sealed record BudgetChangeView(
    int Proposal, long Amount, DateOnly From, string Reason, string ProposedBy, DateTimeOffset ProposedAt, string? ApprovedBy, DateTimeOffset? ApprovedAt);

/// <param name="Amount">In force today; all amounts in whole Rupiah.</param>
/// <param name="Spendable">The same, or less where a cut is decided that is not in force yet.</param>
/// <param name="Committed">What the places of approved batches can cost, without what was released.</param>
/// <param name="Released">Came back with places that lapsed or were never taken.</param>
/// <param name="Left">What new places may cost.</param>
/// <param name="Proposal">Waits for a second person.</param>
public sealed record BudgetView(
    int Year, long Amount, long Spendable, long Committed, long Released, long Left, IReadOnlyList<BudgetChangeView> Changes, BudgetChangeView? Proposal);

/// <summary>GET /api/admin/budgets/{year}: the year's money, and how it came to be.</summary>
public sealed class AdminBudgets(BudgetStore budgets) : IUseCase
{
    /// <summary>The programme's first year, and more than anybody plans for.</summary>
    private const int First = 2020, Last = 2100;

    public IEnumerable<Endpoint> Endpoints =>
    [
        new("get-budget", "GET", "/api/admin/budgets/{year}", Access.Operator | Access.Finance | Access.Auditor, GetAsync)
        {
            Tag = "Money", Response = typeof(BudgetView), Summary = "What a scheme year may spend, what is committed and what is left, and every change with its two people.",
        },
    ];

    /// <summary>The year of the route, or null.</summary>
    public static int? YearOf(Call call) =>
        int.TryParse(call.Route("year"), NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= First and <= Last ? year : null;

    /// <summary>A year with its figures of now.</summary>
    public async ValueTask<BudgetView> ViewAsync(int year, YearBudget budget)
    {
        var figures = await budgets.FiguresAsync(year, budget);
        return new BudgetView(
            year, figures.Amount, figures.Spendable, figures.Bound, figures.Released, figures.Left, [.. budget.Changes.Select(View)],
            budget.Proposal is { } p ? new BudgetChangeView(p.Number, p.Change.Amount, p.Change.From, p.Reason, p.By, p.At, null, null) : null);
    }

    private async Task<Reply> GetAsync(Call call) =>
        YearOf(call) is { } year ? Reply.Ok(await ViewAsync(year, (await budgets.ReadAsync(year)).Budget)) : Problems.NotFound;

    private static BudgetChangeView View(ApprovedBudget c) =>
        new(c.Number, c.Change.Amount, c.Change.From, c.Reason, c.ProposedBy, c.ProposedAt, c.ApprovedBy, c.ApprovedAt);
}
