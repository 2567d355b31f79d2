using System.Globalization;
using Prakerja.Pipeline.Audit;
using Prakerja.Pipeline.Budgets;
using Prakerja.Pipeline.Http;

namespace Prakerja.Pipeline.Admin.Budgets;

/// <summary>POST /api/admin/budgets/{year}/proposals/{proposal}/approval, by another finance person than the one who proposed it.</summary>
public sealed class ApproveBudget(BudgetStore budgets, BudgetLedger ledger, AdminBudgets admin, AuditTrail audit, TimeProvider clock) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        new("approve-budget", "POST", "/api/admin/budgets/{year}/proposals/{proposal}/approval", Access.Finance, HandleAsync)
        {
            ReplayFor = TimeSpan.MaxValue, Tag = "Money", Response = typeof(BudgetView),
            Summary = "Approve a proposed budget, by another finance person. Never in force before the day it is approved, never below what is committed.",
        },
    ];

    private async Task<Reply> HandleAsync(Call call)
    {
        if (AdminBudgets.YearOf(call) is not { } year || !int.TryParse(call.Route("proposal"), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return Problems.NotFound;
        }

        Problem? problem = null;
        var by = call.Caller.Id;
        var approved = await budgets.ChangeAsync(year, async budget =>
        {
            problem = null;
            if (budget.Changes.Any(c => c.Number == number && c.ApprovedBy == by))
            {
                return budget;
            }

            problem = await RefusalOfAsync(year, budget, number, by);
            if (problem is not null)
            {
                return budget;
            }

            await audit.AppendAsync(by, $"approve-budget-{number}", $"budget-{year}");
            return Approve(budget, by);
        });
        if (problem is not null)
        {
            return problem;
        }

        await ledger.PostDueAsync(year, approved);
        return Reply.Ok(await admin.ViewAsync(year, approved));
    }

    private async ValueTask<Problem?> RefusalOfAsync(int year, YearBudget budget, int number, string by)
    {
        if (budget.Proposal is not { } proposal || proposal.Number != number)
        {
            return Problems.NothingProposed;
        }

        var figures = await budgets.FiguresAsync(year, budget);
        return proposal.By == by ? Problems.SecondPersonNeeded : proposal.Change.Amount < figures.Bound ? BudgetProblems.BelowCommitted(figures) : null;
    }

    private YearBudget Approve(YearBudget budget, string by)
    {
        var (now, proposal) = (clock.GetUtcNow(), budget.Proposal!);
        var today = Wib.DateOf(now);
        var change = proposal.Change.From < today ? proposal.Change with { From = today } : proposal.Change;
        var approved = new ApprovedBudget(proposal.Number, change, proposal.Reason, proposal.By, proposal.At, by, now);
        return budget with { Changes = [.. budget.Changes, approved], Proposal = null };
    }
}
