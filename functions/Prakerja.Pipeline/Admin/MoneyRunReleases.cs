using System.Globalization;
using Prakerja.Pipeline.Audit;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Payments;

namespace Prakerja.Pipeline.Admin;

/// <summary>
/// POST /api/admin/payout-runs/{run}/release, then …/{round}/approval or …/{round}/refusal: two finance people let go what a run holds above its limit. Each
/// proposal is of another round, so that nobody approves what they have not read.
/// </summary>
public sealed class MoneyRunReleases(PayoutRuns runs, PayoutReleases releases, AuditTrail audit, TimeProvider clock) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        new("propose-run-release", "POST", "/api/admin/payout-runs/{run}/release", Access.Finance, ProposeAsync)
        {
            ReplayFor = TimeSpan.MaxValue, SuccessStatus = 202, Tag = "Money", Response = typeof(PayoutRunView),
            Summary = "Proposes to release everything that today's run of a provider holds now; another finance person approves.",
        },
        new("approve-run-release", "POST", "/api/admin/payout-runs/{run}/release/{round}/approval", Access.Finance, ApproveAsync)
        {
            ReplayFor = TimeSpan.MaxValue, Tag = "Money", Response = typeof(PayoutRunView),
            Summary = "Approval by another finance person: the run's limit is raised by what was proposed, and that is sent at the run's pace.",
        },
        new("refuse-run-release", "POST", "/api/admin/payout-runs/{run}/release/{round}/refusal", Access.Finance, RefuseAsync)
        {
            ReplayFor = TimeSpan.MaxValue, Tag = "Money", Response = typeof(PayoutRunView),
            Summary = "Refusal by another finance person: what was proposed stays held until two people release it; single payouts can be stopped.",
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
        var (by, round) = (call.Caller.Id, RoundOf(call));
        bool IsDone(PayoutRun run) => run.Releases.Any(r => r.Round == round && r.ApprovedBy == by);
        var (run, refused) = await DecideAsync(call, "approve", IsDone, now => now.Approve(by, clock.GetUtcNow()));
        if (refused is not null)
        {
            return refused;
        }

        await releases.StartAsync(call.Route("run"), round!.Value);
        return Reply.Ok(MoneyPayoutRuns.View(run!));
    }

    private async Task<Reply> RefuseAsync(Call call)
    {
        var (run, refused) = await DecideAsync(call, "refuse", _ => false, now => now.Refuse());
        return refused is null ? Reply.Ok(MoneyPayoutRuns.View(run!)) : refused;
    }

    /// <summary>Whatever was proposed anew meanwhile, by whoever, is not what this person saw.</summary>
    /// <param name="isDone">It was decided so by this very person, who may not have heard of it.</param>
    private async Task<(PayoutRun? Run, Problem? Refused)> DecideAsync(Call call, string act, Func<PayoutRun, bool> isDone, Func<PayoutRun, PayoutRun> decide)
    {
        var (run, refused) = await FindAsync(call);
        if (refused is not null || RoundOf(call) is not { } round)
        {
            return (null, refused ?? Problems.NotFound);
        }

        Problem? ProblemOf(PayoutRun now) => now.Proposal?.Round != round ? Problems.NothingProposed : now.Proposal.By == call.Caller.Id ? Problems.SecondPersonNeeded : null;
        if (isDone(run!))
        {
            return (run, null);
        }

        if (ProblemOf(run!) is { } problem)
        {
            return (null, problem);
        }

        await audit.AppendAsync(call.Caller.Id, $"{act}-run-release-{round}", call.Route("run"));
        var lost = true;
        run = await runs.ChangeAsync(call.Route("run"), now => (lost = ProblemOf(now) is not null) ? null : decide(now));
        return lost && !isDone(run!) ? (null, ProblemOf(run!) ?? Problems.NothingProposed) : (run, null);
    }

    private static int? RoundOf(Call call) => int.TryParse(call.Route("round"), NumberStyles.None, CultureInfo.InvariantCulture, out var round) ? round : null;

    private async Task<(PayoutRun? Run, Problem? Refused)> FindAsync(Call call)
    {
        if (PayoutRuns.Parse(call.Route("run")) is not { } parsed || await runs.FindAsync(call.Route("run")) is not { } run)
        {
            return (null, Problems.NotFound);
        }

        return parsed.Day == Wib.DateOf(clock.GetUtcNow()) ? (run, null) : (run, Over);
    }
}
