using System.Globalization;
using Prakerja.Pipeline.Audit;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Matching;
using Prakerja.Pipeline.Notifications;

namespace Prakerja.Pipeline.Admin.Reconciliations;

/// <summary>
/// GET /api/admin/reconciliation, and a day closed by two finance people (POST …/{day}/close, …/close/approval), only when it matches. Nothing is posted into a
/// day that is over; what becomes known of it later is a case of the day on which it does.
/// </summary>
public sealed class ReconciliationEndpoints(ReconciliationViews views, DayStore days, ClosingRules rules, AuditTrail audit, TimeProvider clock) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        new("get-reconciliation", "GET", "/api/admin/reconciliation", Access.Finance | Access.Auditor, GetAsync)
        {
            Tag = "Money", Response = typeof(Page<ReconciliationDayView>), Summary = "Ledger, partners and statements matched by reference, per day (WIB) of posting, and who closed it.",
            Query = [new("from", "First day; default 31 days ago."), new("to", "Last day; default today.")],
        },
        new("propose-day-close", "POST", "/api/admin/reconciliation/{day}/close", Access.Finance, ProposeAsync)
        {
            SuccessStatus = 202, ReplayFor = TimeSpan.MaxValue, Tag = "Money", Response = typeof(ReconciliationDayView),
            Summary = "Propose to close a day: every payment in all three records or settled by two people, every statement complete, earlier days closed. Otherwise 409 with the figures.",
        },
        new("approve-day-close", "POST", "/api/admin/reconciliation/{day}/close/approval", Access.Finance, ApproveAsync)
        {
            ReplayFor = TimeSpan.MaxValue, Tag = "Money", Response = typeof(ReconciliationDayView), Summary = "Close a day, by another finance person, with the figures that were proposed.",
        },
    ];

    private async Task<Reply> GetAsync(Call call)
    {
        var today = Wib.DateOf(clock.GetUtcNow());
        var fields = new Fields();
        var (from, to) = (MoneyDays.Read(call, fields, "from", today.AddDays(-31)), MoneyDays.Read(call, fields, "to", today));
        return fields.Problem is { } problem ? problem : Reply.Ok(new Page<ReconciliationDayView>(await views.ListAsync(from, to), null));
    }

    private async Task<Reply> ProposeAsync(Call call)
    {
        if (DayOf(call) is not { } day)
        {
            return Problems.NotFound;
        }

        var (record, problem) = await rules.CheckAsync(day);
        if (problem is not null || record!.Closed is not null)
        {
            return problem ?? ClosingRules.AlreadyClosed;
        }

        await audit.AppendAsync(call.Caller.Id, "propose-day-close", $"day-{PaymentDays.Text(day)}");
        var proposed = await days.ChangeAsync(day, known => ValueTask.FromResult<DayRecord?>(
            known!.Closed is not null ? known : known with { Figures = record.Figures, MatchedAt = record.MatchedAt, Proposal = new DayProposal(call.Caller.Id, clock.GetUtcNow()) }));
        return Reply.Accepted(await views.ViewAsync(proposed!.Figures, proposed));
    }

    private async Task<Reply> ApproveAsync(Call call)
    {
        if (DayOf(call) is not { } day)
        {
            return Problems.NotFound;
        }

        var (by, before) = (call.Caller.Id, await days.FindAsync(day));
        if (before?.Closed is { } done)
        {
            return done.ApprovedBy == by ? Reply.Ok(await views.ViewAsync(before.Figures, before)) : ClosingRules.AlreadyClosed;
        }

        if (before?.Proposal is not { } proposal)
        {
            return Problems.NothingProposed;
        }

        var (record, problem) = proposal.By == by ? (null, Problems.SecondPersonNeeded) : await rules.CheckAsync(day);
        problem ??= record!.Closed is not null ? ClosingRules.AlreadyClosed : record.Figures.SameAs(before.Figures) ? null : ClosingRules.FiguresChanged;
        return problem ?? await CloseAsync(day, proposal, record!, by);
    }

    /// <summary>Only what was read: a proposal that was replaced meanwhile has to be approved by somebody who has seen it.</summary>
    private async Task<Reply> CloseAsync(DateOnly day, DayProposal proposal, DayRecord matched, string by)
    {
        await audit.AppendAsync(by, "approve-day-close", $"day-{PaymentDays.Text(day)}");
        var closed = await days.ChangeAsync(day, known => ValueTask.FromResult(known is { Closed: null } && known.Proposal == proposal
            ? known with { Figures = matched.Figures, MatchedAt = matched.MatchedAt, Proposal = null, Closed = new DayClosing(proposal.By, proposal.At, by, clock.GetUtcNow()) }
            : known));
        return closed?.Closed is not { } done ? ClosingRules.FiguresChanged
            : done.ApprovedBy == by ? Reply.Ok(await views.ViewAsync(closed.Figures, closed)) : ClosingRules.AlreadyClosed;
    }

    private static DateOnly? DayOf(Call call) =>
        DateOnly.TryParseExact(call.Route("day"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
