using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Notifications;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Recoveries;

namespace Prakerja.Pipeline.Admin.Recoveries;

/// <summary>GET /api/admin/recoveries: money paid in error and what came back of it.</summary>
public sealed class ListRecoveries(ITableStore tables, TimeProvider clock) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        new("list-recoveries", "GET", "/api/admin/recoveries", Access.Finance | Access.Auditor, HandleAsync)
        {
            Tag = "Money", Response = typeof(Page<RecoveryView>),
            Summary = "Money paid in error, to be repaid within 60 days, in instalments, or set off against incentives. By person; overdue ones have a level that their age raises.",
            Query = [new("status", "open, closed or all (default)."), new("overdue", "true: only those."), .. Paging.Query],
        },
    ];

    private async Task<Reply> HandleAsync(Call call)
    {
        if (call.ReadPage(out var limit, out var cursor) is { } bad)
        {
            return bad;
        }

        var (status, overdue, fields, now) = (call.Query("status") ?? "all", call.Query("overdue") ?? "false", new Fields(), clock.GetUtcNow());
        fields.Check("status", status is "open" or "closed" or "all", new("open, closed, atau all.", "open, closed or all."));
        fields.Check("overdue", overdue is "true" or "false", new("true atau false.", "true or false."));
        if (fields.Problem is { } invalid)
        {
            return invalid;
        }

        var (items, next, problem) = await Paging.PickAsync(tables, RecoveryIndex.Table, RecoveryIndex.Partition, RowRange.All, limit, cursor, row =>
            RecoveryView.Of(PipelineJson.Read<RecoveryRow>(row.Body), now) is var r && (status == "all" || r.ClosedAt is null == (status == "open"))
            && (overdue == "false" || r.Level > 0) ? r : null);
        return problem ?? Reply.Ok(new Page<RecoveryView>(items, next));
    }
}
