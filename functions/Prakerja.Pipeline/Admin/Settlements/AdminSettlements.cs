using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Notifications;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Settlements;

namespace Prakerja.Pipeline.Admin.Settlements;

/// <summary>GET /api/admin/settlements and …/{id}: what platforms are owed and were paid.</summary>
public sealed class AdminSettlements(SettlementStore store, SettlementStatements statements, ITableStore tables) : IUseCase
{
    private const Access Readers = Access.Finance | Access.Auditor;

    public IEnumerable<Endpoint> Endpoints =>
    [
        new("list-settlements", "GET", "/api/admin/settlements", Readers, ListAsync)
        {
            Tag = "Money", Response = typeof(Page<SettlementView>), Summary = "Weekly settlements of platforms (Monday to Sunday, WIB), by platform and week.",
            Query = [new("state", "open, proposed, approved, sending, unknown, paid or failed."), new("platform", "Only this one's."), .. Paging.Query],
        },
        new("get-settlement", "GET", "/api/admin/settlements/{id}", Readers, GetAsync)
        {
            Tag = "Money", Response = typeof(SettlementStatement), Query = [StatementReply.Format],
            Summary = "The statement of a settlement, purchase by purchase; byte for byte what its SHA-256 is of.",
        },
    ];

    private async Task<Reply> ListAsync(Call call)
    {
        if (call.ReadPage(out var limit, out var cursor) is { } bad)
        {
            return bad;
        }

        SettlementState? state = null;
        if (call.Query("state") is { Length: > 0 } word)
        {
            if (!WireWord.Parse<SettlementState>(word).TryGet(out var parsed, out var refused))
            {
                return Problems.Invalid("state", refused);
            }

            state = parsed;
        }

        var platform = call.Query("platform");
        var (items, next, problem) = await Paging.PickAsync(tables, SettlementStore.Table, SettlementStore.Partition, SettlementStore.Range, limit, cursor, row =>
            PipelineJson.Read<Settlement>(row.Body) is var s && (state is null || s.State == state) && (platform is null || s.Platform == platform) ? SettlementView.ForStaff(s) : null);
        return problem ?? Reply.Ok(new Page<SettlementView>(items, next));
    }

    private async Task<Reply> GetAsync(Call call) => SettlementId.Parse(call.Route("id")) is { } id && await store.FindAsync(id) is { } found
        ? await StatementReply.OfAsync(call, statements, found.Settlement)
        : Problems.NotFound;
}
