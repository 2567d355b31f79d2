using Prakerja.Pipeline.Batches;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Admin.Batches;

public sealed record HoldRequest(string? Reason);

/// <summary>POST /api/admin/batches/{n}/hold stops a batch before its announcement; …/release lets it go on from where it stood.</summary>
public sealed class HoldBatch(BatchStore batches, BatchSteps steps, IWorkflowClient workflows) : IUseCase
{
    private static readonly TextRule ReasonRule = new(1, 500);

    public IEnumerable<Endpoint> Endpoints =>
    [
        new("hold-batch", "POST", "/api/admin/batches/{batch}/hold", Access.Operator, HoldAsync)
        {
            Body = BodyKind.Json, Tag = "Batches", Request = typeof(HoldRequest), Response = typeof(BatchDetail), Summary = "Stop a batch until it is released.",
        },
        new("release-batch", "POST", "/api/admin/batches/{batch}/release", Access.Operator, ReleaseAsync)
        {
            Tag = "Batches", Response = typeof(BatchDetail),
            Summary = "Go on with a held batch. If the beacon's round came before its entries were committed to, new rules name a later round.",
        },
    ];

    private async Task<Reply> HoldAsync(Call call)
    {
        if (call.Read<HoldRequest>(out var request) is { } unreadable)
        {
            return unreadable;
        }

        var fields = new Fields();
        var reason = fields.Take("reason", ReasonRule.Parse(request.Reason));
        return fields.Problem is { } bad ? bad : await MoveAsync(call, BatchEvent.Held, batch => batch with { HeldFrom = batch.State, HoldReason = reason });
    }

    private Task<Reply> ReleaseAsync(Call call) =>
        MoveAsync(call, BatchEvent.Released, batch => steps.WithLaterRound(batch) with { HeldFrom = null, HoldReason = null });

    private async Task<Reply> MoveAsync(Call call, BatchEvent happened, Func<Batch, Batch> change)
    {
        (Batch? before, Problem? problem) = (null, null);
        var after = await batches.ChangeAsync(AdminBatches.NumberOf(call), batch =>
        {
            var moved = BatchLifecycle.Next(batch.State, happened, batch.HeldFrom).IsMoved(out var next);
            (before, problem) = (batch, moved ? null : AdminBatches.WrongState(batch));
            return moved ? change(batch) with { State = next } : batch;
        });
        if (problem is not null || after is null)
        {
            return problem ?? Problems.NotFound;
        }

        if (after.Round != before!.Round)
        {
            await steps.ReplaceRulesAsync(before, after);
        }

        await workflows.SignalAsync(BatchNames.WeeklyBatch, BatchNames.IdOf(after.Number), after.Number, BatchNames.Wake);
        return Reply.Ok(AdminBatches.View(after));
    }
}
