using Prakerja.Pipeline.Audit;
using Prakerja.Pipeline.Batches;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Admin.Batches;

public sealed record HoldRequest(string? Reason)
{
    private static readonly TextRule Rule = new(1, 500);

    /// <summary>Reads the reason out of the body; returns the problem if there is none.</summary>
    public static Problem? Read(Call call, out string reason)
    {
        reason = "";
        if (call.Read<HoldRequest>(out var request) is { } unreadable)
        {
            return unreadable;
        }

        var fields = new Fields();
        reason = fields.Take("reason", Rule.Parse(request.Reason));
        return fields.Problem;
    }
}

/// <summary>POST /api/admin/batches/{n}/hold stops a batch before its announcement: by one person alone, since stopping must be quick.</summary>
public sealed class HoldBatch(BatchStore batches, AuditTrail audit, IWorkflowClient workflows) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        new("hold-batch", "POST", "/api/admin/batches/{batch}/hold", Access.Operator, HandleAsync)
        {
            Body = BodyKind.Json, Tag = "Batches", Request = typeof(HoldRequest), Response = typeof(BatchDetail), Summary = "Stop a batch until it is released or cancelled.",
        },
    ];

    private async Task<Reply> HandleAsync(Call call)
    {
        if (HoldRequest.Read(call, out var reason) is { } bad)
        {
            return bad;
        }

        Problem? problem = null;
        var held = await batches.ChangeAsync(AdminBatches.NumberOf(call), async batch =>
        {
            var moved = BatchLifecycle.Next(batch.State, BatchEvent.Held).IsMoved(out var next);
            problem = moved ? null : AdminBatches.WrongState(batch);
            if (moved)
            {
                await audit.AppendAsync(call.Caller.Id, "hold-batch", BatchNames.IdOf(batch.Number));
            }

            return new BatchChange(moved ? batch with { State = next, HeldFrom = batch.State, HoldReason = reason } : batch, []);
        });
        if (problem is not null || held is null)
        {
            return problem ?? Problems.NotFound;
        }

        await workflows.SignalAsync(BatchNames.WeeklyBatch, BatchNames.IdOf(held.Number), held.Number, BatchNames.Wake);
        return Reply.Ok(AdminBatches.View(held));
    }
}
