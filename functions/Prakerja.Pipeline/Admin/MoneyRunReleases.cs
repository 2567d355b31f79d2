using Prakerja.Pipeline.Audit;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Payments;

namespace Prakerja.Pipeline.Admin;

/// <summary>POST /api/admin/payout-runs/{run}/release and …/approval: two finance people let go what a run holds above its limit.</summary>
public sealed class MoneyRunReleases(PayoutRuns runs, PayoutReleases releases, AuditTrail audit, TimeProvider clock) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        new("propose-run-release", "POST", "/api/admin/payout-runs/{run}/release", Access.Finance, ProposeAsync)
        {
            ReplayFor = TimeSpan.MaxValue, SuccessStatus = 202, Tag = "Money", Response = typeof(PayoutRunView),
            Summary = "Proposes to release everything that today's run of a provider holds now; another finance person approves.",
        },
        new("approve-run-release", "POST", "/api/admin/payout-runs/{run}/release/approval", Access.Finance, ApproveAsync)
        {
            ReplayFor = TimeSpan.MaxValue, Tag = "Money", Response = typeof(PayoutRunView),
            Summary = "Approval by another finance person: the run's limit is raised by what was proposed, and that is sent at the run's pace.",
        },
    ];

    private static Problem Over { get; } = Problems.Conflict("run-over", new("Hari ini sudah lewat", "The day is over"),
        new("Hanya pembayaran hari ini yang dapat dilepas; yang tertahan sudah masuk ke hari berikutnya.", "Only today's run can be released; what it held has gone into the next day's."));

    private static Problem NothingHeld { get; } = Problems.Conflict("nothing-held", new("Tidak ada yang tertahan", "Nothing is held"),
        new("Tidak ada pembayaran yang menunggu pelepasan.", "No payout waits to be released."));

    private async Task<Reply> ProposeAsync(Call call)
    {
        var (run, refused) = await FindAsync(call);
        if (refused is not null)
        {
            return refused;
        }

        if (run!.Held.Count == 0)
        {
            return run.Proposal is null ? NothingHeld : Reply.Accepted(MoneyPayoutRuns.View(run));
        }

        await audit.AppendAsync(call.Caller.Id, "propose-run-release", call.Route("run"));
        var proposed = await runs.ChangeAsync(call.Route("run"), now => now.Held.Count == 0 ? null : now.Propose(call.Caller.Id, clock.GetUtcNow()));
        return Reply.Accepted(MoneyPayoutRuns.View(proposed!));
    }

    private async Task<Reply> ApproveAsync(Call call)
    {
        var (run, refused) = await FindAsync(call);
        if (refused is not null)
        {
            return refused;
        }

        if (RefusalOf(run!, call.Caller.Id) is { } problem)
        {
            return problem;
        }

        if (run!.Proposal is { } proposal)
        {
            await audit.AppendAsync(call.Caller.Id, $"approve-run-release-{proposal.Round}", call.Route("run"));
            // Whatever was proposed anew meanwhile, by whoever, is not what this person saw.
            run = await runs.ChangeAsync(call.Route("run"), now => now.Proposal == proposal ? now.Approve(call.Caller.Id, clock.GetUtcNow()) : null);
            if (RefusalOf(run!, call.Caller.Id) is { } changed)
            {
                return changed;
            }
        }

        await releases.StartAsync(call.Route("run"), run!.ReleasedRound);
        return Reply.Ok(MoneyPayoutRuns.View(run));
    }

    /// <summary>Null: it can be approved, or was by this very person, who may not have heard of it.</summary>
    private static Problem? RefusalOf(PayoutRun run, string by) => run.Proposal is { } proposal
        ? proposal.By == by ? Problems.SecondPersonNeeded : null
        : run.Releases is [.., { ApprovedBy: var last }] && last == by ? null : Problems.NothingProposed;

    private async Task<(PayoutRun? Run, Problem? Refused)> FindAsync(Call call)
    {
        if (PayoutRuns.Parse(call.Route("run")) is not { } parsed || await runs.FindAsync(call.Route("run")) is not { } run)
        {
            return (null, Problems.NotFound);
        }

        return parsed.Day == Wib.DateOf(clock.GetUtcNow()) ? (run, null) : (run, Over);
    }
}
