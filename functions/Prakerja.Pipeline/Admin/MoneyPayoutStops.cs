using Prakerja.Pipeline.Audit;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Notifications;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Settlements;

namespace Prakerja.Pipeline.Admin;

/// <param name="State">stopping (the bank or wallet is being asked), stopped, tooLate, paid, lifted, ended.</param>
/// <param name="Amount">Whole Rupiah.</param>
public sealed record PayoutStopView(
    string Reference, string ParticipantId, string Key, int Attempt, long Amount, string State, string StoppedBy, DateTimeOffset StoppedAt,
    string? LiftProposedBy, DateTimeOffset? LiftProposedAt, string? LiftedBy, DateTimeOffset? LiftedAt);

/// <summary>
/// POST /api/admin/payouts/{reference}/stop: keeps a payout from being made; one finance person suffices, for it stops money. Lifting it lets money go and
/// needs two.
/// </summary>
public sealed class MoneyPayoutStops(PayoutStops stops, PaymentReferences references, ParticipantStore participants, AuditTrail audit, TimeProvider clock) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        new("stop-payout", "POST", "/api/admin/payouts/{reference}/stop", Access.Finance, StopAsync)
        {
            ReplayFor = TimeSpan.MaxValue, SuccessStatus = 202, Tag = "Money", Response = typeof(PayoutStopView),
            Summary = "Stops a payout: at once if it was not sent, otherwise the bank or wallet is asked to, until it answers.",
        },
        new("list-payout-stops", "GET", "/api/admin/payout-stops", Access.Finance | Access.Auditor, ListAsync)
        {
            Tag = "Money", Response = typeof(Page<PayoutStopView>), Query = Paging.Query, Summary = "Payouts that staff wanted stopped, by reference, and what became of that.",
        },
        new("propose-stop-lifting", "POST", "/api/admin/payouts/{reference}/stop/lifting", Access.Finance, ProposeAsync)
        {
            ReplayFor = TimeSpan.MaxValue, SuccessStatus = 202, Tag = "Money", Response = typeof(PayoutStopView),
            Summary = "Proposes that a stopped payout be made after all; another finance person approves.",
        },
        new("approve-stop-lifting", "POST", "/api/admin/payouts/{reference}/stop/lifting/approval", Access.Finance, ApproveAsync)
        {
            ReplayFor = TimeSpan.MaxValue, Tag = "Money", Response = typeof(PayoutStopView), Summary = "Approval by another finance person: the payout is made under a new attempt.",
        },
    ];

    private static Problem TooLate { get; } = Problems.Conflict("payout-ended", new("Pembayaran sudah selesai", "The payout has ended"),
        new("Pembayaran ini sudah sampai, atau percobaan ini sudah gagal dan diganti.", "It has been paid already, or this attempt failed and another one took its place."));

    private static Problem NotStopped { get; } = Problems.Conflict("payout-not-stopped", new("Pembayaran tidak dihentikan", "The payout is not stopped"),
        new("Hanya pembayaran yang sudah berhenti, dan pesertanya masih berhak, dapat dilanjutkan.", "Only a payout that is stopped, to somebody who may still be paid, can go on."));

    private async Task<Reply> StopAsync(Call call)
    {
        if (await references.FindAsync(call.Route("reference")) is not { Key: not null } reference || SettlementId.Of(reference) is not null)
        {
            return Problems.NotFound;
        }

        await audit.AppendAsync(call.Caller.Id, "stop-payout", reference.Reference);
        return await stops.StopAsync(reference, call.Caller.Id, clock.GetUtcNow()) is StopState.Stopping or StopState.Stopped
            ? Reply.Accepted(await ViewAsync((await stops.FindAsync(reference.Reference))!.Value.Row))
            : TooLate;
    }

    private async Task<Reply> ListAsync(Call call)
    {
        var (items, next, problem) = Paging.Of(call, await stops.AllAsync(), row => row.Reference);
        if (problem is not null)
        {
            return problem;
        }

        var views = new List<PayoutStopView>(items.Count);
        foreach (var row in items)
        {
            views.Add(await ViewAsync(row));
        }

        return Reply.Ok(new Page<PayoutStopView>(views, next));
    }

    private async Task<Reply> ProposeAsync(Call call)
    {
        while (await stops.FindAsync(call.Route("reference")) is { } found)
        {
            if (await participants.FindAsync(found.Row.Participant) is not { } participant || !PayoutStops.IsLiftable(participant, found.Row))
            {
                return NotStopped;
            }

            await audit.AppendAsync(call.Caller.Id, "propose-stop-lifting", found.Row.Reference);
            var proposed = found.Row with { LiftProposedBy = call.Caller.Id, LiftProposedAt = clock.GetUtcNow() };
            if (found.Row.LiftProposedBy == call.Caller.Id || await stops.ReplaceAsync(proposed, found.ETag))
            {
                return Reply.Accepted(await ViewAsync(found.Row.LiftProposedBy == call.Caller.Id ? found.Row : proposed));
            }
        }

        return Problems.NotFound;
    }

    private async Task<Reply> ApproveAsync(Call call)
    {
        while (await stops.FindAsync(call.Route("reference")) is { } found)
        {
            if (found.Row.LiftedBy is { } lifted)
            {
                return lifted == call.Caller.Id ? Reply.Ok(await ViewAsync(found.Row)) : Problems.NothingProposed;
            }

            if (found.Row.LiftProposedBy is not { } proposer)
            {
                return Problems.NothingProposed;
            }

            if (proposer == call.Caller.Id)
            {
                return Problems.SecondPersonNeeded;
            }

            await audit.AppendAsync(call.Caller.Id, "approve-stop-lifting", found.Row.Reference);
            if (!await stops.LiftAsync(found.Row))
            {
                return NotStopped;
            }

            var row = found.Row with { LiftedBy = call.Caller.Id, LiftedAt = clock.GetUtcNow() };
            if (await stops.ReplaceAsync(row, found.ETag))
            {
                return Reply.Ok(await ViewAsync(row));
            }
        }

        return Problems.NotFound;
    }

    private async Task<PayoutStopView> ViewAsync(PayoutStopRow r) => new(
        r.Reference, r.Participant, r.Key, r.Attempt, r.Amount, (await stops.StateAsync(r)).Word(), r.By, r.At, r.LiftProposedBy, r.LiftProposedAt, r.LiftedBy, r.LiftedAt);
}
