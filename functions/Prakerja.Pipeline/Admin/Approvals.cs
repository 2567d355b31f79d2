using Prakerja.Pipeline.Admin.Cases;
using Prakerja.Pipeline.Batches;
using Prakerja.Pipeline.Budgets;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Matching;
using Prakerja.Pipeline.Notifications;
using Prakerja.Pipeline.Partners;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Recoveries;
using Prakerja.Pipeline.Settlements;

namespace Prakerja.Pipeline.Admin;

/// <param name="Kind">batch, batch-release, batch-cancellation, budget, case, day, listing, partner, payout-run, payout-stop, recovery, settlement.</param>
/// <param name="Amount">The most it can cost, or the budget it sets, in whole Rupiah; 0 where no money is committed.</param>
/// <param name="Approve">Where a second person approves it: POST.</param>
public sealed record ApprovalView(string Kind, string Id, string RequestedBy, DateTimeOffset RequestedAt, long Amount, string Approve);

/// <summary>GET /api/admin/approvals: everything that waits for a second person.</summary>
public sealed class Approvals(
    BatchStore batches, BudgetStore budgets, ListingsStore listings, PartnerRegistry partners, PayoutCases cases, DayStore days, SettlementStore settlements, RecoveryIndex recoveries,
    MoneyPayoutRuns runs, PayoutStops stops, TimeProvider clock) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        new("list-approvals", "GET", "/api/admin/approvals", Access.Finance | Access.Auditor | Access.Operator, ListAsync)
        {
            Tag = "Money", Response = typeof(Page<ApprovalView>), Query = Paging.Query,
            Summary = "What waits for a second person: draft batches, batches to be released or cancelled, budgets, imported lists, keys of partners, ends of payout cases, days to be closed, "
                + "recoveries, settlements, payout runs to be released, stopped payouts to be made after all.",
        },
    ];

    private async Task<Reply> ListAsync(Call call)
    {
        var waiting = (await batches.ListAsync()).SelectMany(OfBatch).Concat((await listings.AllAsync()).Where(l => l.State == ListingState.Draft).Select(OfListing))
            .Concat((await partners.ProposedAsync()).Select(OfPartner))
            .Concat((await ProposedCasesAsync()).Select(OfCase))
            .Concat((await days.ProposedAsync()).Select(OfDay))
            .Concat((await settlements.AllAsync(SettlementStore.Range)).Where(s => s.State == SettlementState.Proposed).Select(OfSettlement))
            .Concat((await recoveries.ProposedAsync()).Select(OfRecovery))
            .Concat((await budgets.AllAsync()).Where(b => b.Budget.Proposal is not null).Select(b => OfBudget(b.Year, b.Budget.Proposal!)))
            .Concat((await runs.OfDayAsync(Wib.DateOf(clock.GetUtcNow()))).Where(r => r.Proposal is not null).Select(OfRun))
            .Concat((await stops.AllAsync()).Where(s => s is { LiftProposedBy: not null, LiftedBy: null }).Select(OfStop));
        var (items, next, problem) = Paging.Of(call, waiting.OrderBy(KeyOf, StringComparer.Ordinal), KeyOf);
        return problem is null ? Reply.Ok(new Page<ApprovalView>(items, next)) : problem;
    }

    private static IEnumerable<ApprovalView> OfBatch(Batch batch)
    {
        var path = $"/api/admin/batches/{batch.Number}";
        if (batch.State == BatchState.Draft)
        {
            yield return new ApprovalView("batch", $"{batch.Number}", batch.CreatedBy, batch.CreatedAt, batch.TotalPlaces * batch.Terms.Total, $"{path}/approval");
        }

        if (batch.Proposal is { } proposal)
        {
            var (kind, act) = proposal.Act == BatchEvent.Released ? ("batch-release", "release") : ("batch-cancellation", "cancel");
            yield return new ApprovalView(kind, $"{batch.Number}", proposal.By, proposal.At, 0, $"{path}/{act}/approval");
        }
    }

    private static ApprovalView OfListing(Listing listing) =>
        new("listing", listing.Id, listing.CreatedBy, listing.CreatedAt, 0, $"/api/admin/listings/{listing.Id}/approval");

    private static ApprovalView OfPartner(PartnerEntry partner) =>
        new("partner", partner.Id, partner.Proposal!.By, partner.Proposal.At, 0, $"/api/admin/partners/{partner.Id}/proposals/{partner.Proposal.Number}/approval");

    private async Task<IReadOnlyList<PayoutCase>> ProposedCasesAsync()
    {
        var proposed = new List<PayoutCase>();
        foreach (var kind in CaseKinds.All)
        {
            await foreach (var open in cases.OpenOnesAsync(kind))
            {
                if (open.Proposal is not null)
                {
                    proposed.Add(open);
                }
            }
        }

        return proposed;
    }

    private static ApprovalView OfDay(DayRecord d) => new(
        "day", PaymentDays.Text(d.Day), d.Proposal!.By, d.Proposal.At, d.Figures.Payments.Ledger.Sum, $"/api/admin/reconciliation/{PaymentDays.Text(d.Day)}/close/approval");

    private static ApprovalView OfCase(PayoutCase c) => new("case", $"{c.Kind}-{c.Id}", c.Proposal!.By, c.Proposal.At, c.Amount, PayoutCaseView.ApprovalPath(c));

    private static ApprovalView OfSettlement(Settlement s) =>
        new("settlement", $"{s.Id}", s.Proposed!.By, s.Proposed.At, s.Price, $"/api/admin/settlements/{s.Id}/approval");

    private static ApprovalView OfRecovery(RecoveryRow row)
    {
        var (id, proposal) = (new RecoveryId(row.Participant, row.Entry.Recovery.Number), row.Entry.Proposal!);
        return new ApprovalView(
            "recovery", $"{id}", proposal.By == row.Participant ? "participant" : proposal.By, proposal.At, proposal.Amount, $"/api/admin/recoveries/{id}/proposals/{proposal.Number}/approval");
    }

    private static ApprovalView OfBudget(int year, BudgetProposal p) =>
        new("budget", $"{year}-{p.Number}", p.By, p.At, p.Change.Amount, $"/api/admin/budgets/{year}/proposals/{p.Number}/approval");

    private static ApprovalView OfRun(PayoutRun run)
    {
        var id = PayoutRuns.IdOf(run.Provider, run.Day);
        return new("payout-run", id, run.Proposal!.By, run.Proposal.At, run.Proposed.Total, $"/api/admin/payout-runs/{id}/release/{run.Proposal.Round}/approval");
    }

    private static ApprovalView OfStop(PayoutStopRow s) =>
        new("payout-stop", s.Reference, s.LiftProposedBy!, s.LiftProposedAt!.Value, s.Amount, $"/api/admin/payouts/{s.Reference}/stop/lifting/approval");

    private static string KeyOf(ApprovalView view) => $"{view.Kind} {view.Id.PadLeft(16, '0')}";
}
