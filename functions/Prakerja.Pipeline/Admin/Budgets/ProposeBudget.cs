using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Audit;
using Prakerja.Pipeline.Budgets;
using Prakerja.Pipeline.Http;

namespace Prakerja.Pipeline.Admin.Budgets;

/// <param name="Amount">The whole year's, in whole Rupiah.</param>
/// <param name="From">First day in force (WIB); today if left out.</param>
public sealed record BudgetRequest(long? Amount, DateOnly? From, string? Reason);

/// <summary>PUT /api/admin/budgets/{year}, by one finance person. A year has one proposal at a time: the last one made.</summary>
public sealed class ProposeBudget(BudgetStore budgets, AdminBudgets admin, AuditTrail audit, TimeProvider clock) : IUseCase
{
    private static readonly TextRule ReasonRule = new(1, 500);

    public IEnumerable<Endpoint> Endpoints =>
    [
        new("propose-budget", "PUT", "/api/admin/budgets/{year}", Access.Finance, HandleAsync)
        {
            Body = BodyKind.Json, SuccessStatus = 202, ReplayFor = TimeSpan.MaxValue, Tag = "Money", Request = typeof(BudgetRequest), Response = typeof(BudgetView),
            Summary = "Propose what a scheme year may spend from a day on. It counts once another finance person approves it.",
        },
    ];

    private async Task<Reply> HandleAsync(Call call)
    {
        if (AdminBudgets.YearOf(call) is not { } year)
        {
            return Problems.NotFound;
        }

        if ((call.Read<BudgetRequest>(out var request) ?? Check(year, request)) is { } bad)
        {
            return bad;
        }

        Problem? problem = null;
        var change = new BudgetChange(request.Amount!.Value, request.From ?? Today);
        var proposed = await budgets.ChangeAsync(year, async budget =>
        {
            var figures = await budgets.FiguresAsync(year, budget);
            if ((problem = change.Amount < figures.Bound ? BudgetProblems.BelowCommitted(figures) : null) is not null)
            {
                return budget;
            }

            var number = budget.LastProposal + 1;
            await audit.AppendAsync(call.Caller.Id, $"propose-budget-{number}", $"budget-{year}");
            return budget with { LastProposal = number, Proposal = new BudgetProposal(number, change, request.Reason!.Trim(), call.Caller.Id, clock.GetUtcNow()) };
        });
        return problem ?? Reply.Accepted(await admin.ViewAsync(year, proposed));
    }

    private DateOnly Today => Wib.DateOf(clock.GetUtcNow());

    private Problem? Check(int year, BudgetRequest request)
    {
        var fields = new Fields();
        var amount = fields.Need("amount", request.Amount);
        fields.Check("amount", request.Amount is null || amount is > 0 and <= TransferLimits.Largest, new($"Rupiah bulat, 1 sampai {TransferLimits.Largest}.", $"Whole Rupiah, 1 to {TransferLimits.Largest}."));
        var last = new SchemeYear(year).AccountCorrectionBy;
        fields.Check("from", request.From is not { } from || (from >= Today && from <= last), new($"Hari ini sampai {last:yyyy-MM-dd}.", $"Today to {last:yyyy-MM-dd}."));
        fields.Take("reason", ReasonRule.Parse(request.Reason));
        return fields.Problem;
    }
}
