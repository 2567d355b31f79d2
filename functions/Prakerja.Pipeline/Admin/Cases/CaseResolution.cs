using System.Globalization;
using Prakerja.Pipeline.Audit;
using Prakerja.Pipeline.Cases;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Payments;

namespace Prakerja.Pipeline.Admin.Cases;

/// <param name="Resolution">One of the case's resolutions.</param>
/// <param name="Reason">Why; what the partner confirmed in writing, in its words.</param>
/// <param name="Reference">For assign: the payment that the line is about; for money that came in, a recovery's id or pay code too.</param>
/// <param name="PayRest">For settle, where less was paid: whether the rest is paid too (default) or left.</param>
public sealed record CaseResolutionRequest(string? Resolution, string? Reason, string? Reference, bool? PayRest);

/// <summary>POST /api/admin/payouts/{kind}/{id}/resolutions, by one finance person, and …/{number}/approval, by another: then it takes effect.</summary>
public sealed class CaseResolution(PayoutCases cases, ResolutionRules rules, CaseExecution execution, AuditTrail audit, TimeProvider clock) : IUseCase
{
    private static readonly TextRule ReasonRule = new(1, 1000, Lines: true);

    public IEnumerable<Endpoint> Endpoints =>
    [
        new("propose-case-resolution", "POST", "/api/admin/payouts/{kind}/{id}/resolutions", Access.Finance, ProposeAsync)
        {
            Body = BodyKind.Json, BodyLimit = 8192, SuccessStatus = 202, ReplayFor = TimeSpan.MaxValue, Tag = "Money", Request = typeof(CaseResolutionRequest), Response = typeof(PayoutCaseView),
            Summary = "Propose how a case ends: paid, dead (with the partner's written word), settle, returned, error, recover, refund, assign, treasury, accept. It takes effect once another finance person approves it.",
        },
        new("approve-case-resolution", "POST", "/api/admin/payouts/{kind}/{id}/resolutions/{number}/approval", Access.Finance, ApproveAsync)
        {
            ReplayFor = TimeSpan.MaxValue, Tag = "Money", Response = typeof(PayoutCaseView),
            Summary = "Approve how a case ends, by another finance person. What it has in suspense comes to zero by a transfer.",
        },
    ];

    private async Task<Reply> ProposeAsync(Call call)
    {
        if (call.Read<CaseResolutionRequest>(out var request) is { } bad)
        {
            return bad;
        }

        var fields = new Fields();
        var (resolution, reason) = (fields.Need("resolution", request.Resolution), fields.Take("reason", ReasonRule.Parse(request.Reason)));
        if (fields.Problem is { } invalid)
        {
            return invalid;
        }

        Problem? problem = null;
        var changed = await cases.ChangeAsync(call.Route("kind"), call.Route("id"), async c =>
        {
            var proposal = new CaseProposal(c.LastProposal + 1, resolution, reason, call.Caller.Id, clock.GetUtcNow(), request.Reference, request.PayRest ?? true);
            if ((problem = await rules.RefusalAsync(c, proposal)) is not null)
            {
                return c;
            }

            await audit.AppendAsync(call.Caller.Id, $"propose-{resolution}-{proposal.Number}", $"{c.Kind}-{c.Id}");
            return c with { Proposal = proposal, LastProposal = proposal.Number };
        });
        return changed is null ? Problems.NotFound : problem ?? Reply.Accepted(PayoutCaseView.Of(changed, clock.GetUtcNow()));
    }

    /// <summary>The decision is durable before it takes effect: what a crash leaves undone is finished by whoever asks again, or by the hourly watch.</summary>
    private async Task<Reply> ApproveAsync(Call call)
    {
        if (!int.TryParse(call.Route("number"), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return Problems.NotFound;
        }

        Problem? problem = null;
        var by = call.Caller.Id;
        var decided = await cases.ChangeAsync(call.Route("kind"), call.Route("id"), async c =>
        {
            problem = null;
            if (c.Decision is { } known && known.Proposal.Number == number && known.By == by)
            {
                return c;
            }

            if ((problem = await RefusalAsync(c, number, by)) is not null)
            {
                return c;
            }

            await audit.AppendAsync(by, $"approve-{c.Proposal!.Resolution}-{number}", $"{c.Kind}-{c.Id}");
            return c with { Decision = new CaseDecision(c.Proposal, by, clock.GetUtcNow()), Proposal = null };
        });
        if (decided is null || problem is not null)
        {
            return decided is null ? Problems.NotFound : problem!;
        }

        if (decided.IsOpen)
        {
            await execution.RunAsync(decided);
        }

        return Reply.Ok(PayoutCaseView.Of((await cases.FindAsync(decided.Kind, decided.Id))!, clock.GetUtcNow()));
    }

    private async ValueTask<Problem?> RefusalAsync(PayoutCase about, int number, string by)
    {
        if (!about.IsOpen || about.Decision is not null)
        {
            return ResolutionRules.Closed;
        }

        return about.Proposal is not { } proposal || proposal.Number != number ? Problems.NothingProposed
            : proposal.By == by ? Problems.SecondPersonNeeded : await rules.RefusalAsync(about, proposal);
    }
}
