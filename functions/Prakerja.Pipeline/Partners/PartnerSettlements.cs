using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Notifications;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Settlements;

namespace Prakerja.Pipeline.Partners;

/// <summary>GET /api/partners/settlements and …/{id}: what a platform is owed and was paid, its own only.</summary>
public sealed class PartnerSettlements(PartnerSignatures signatures, SettlementStore store, SettlementStatements statements, ITableStore tables) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        new("partner-settlements", "GET", "/api/partners/settlements", Access.Partner, ListAsync)
        {
            Tag = "Partners", Response = typeof(Page<SettlementView>), Headers = PartnerSignatures.EitherHeaders, Query = Paging.Query,
            Summary = "The platform's weekly settlements, oldest first; signed like the other calls, over an empty body.",
        },
        new("partner-settlement", "GET", "/api/partners/settlements/{id}", Access.Partner, GetAsync)
        {
            Tag = "Partners", Response = typeof(SettlementStatement), Headers = PartnerSignatures.EitherHeaders, Query = [StatementReply.Format],
            Summary = "The statement of one of the platform's settlements, purchase by purchase; byte for byte what its SHA-256 is of.",
        },
    ];

    private async Task<Reply> ListAsync(Call call)
    {
        var signed = await signatures.VerifyAsync(call);
        if (signed.Partner is not { } partner)
        {
            return signed.Problem!;
        }

        if (call.ReadPage(out var limit, out var cursor) is { } bad)
        {
            return bad;
        }

        var (rows, next, problem) = await Paging.ScanAsync(tables, SettlementStore.Table, SettlementStore.Partition, SettlementStore.Of(partner.Id), limit, cursor);
        return problem ?? Reply.Ok(new Page<SettlementView>([.. rows.Select(r => SettlementView.Of(PipelineJson.Read<Settlement>(r.Body)))], next));
    }

    private async Task<Reply> GetAsync(Call call)
    {
        var signed = await signatures.VerifyAsync(call);
        if (signed.Partner is not { } partner)
        {
            return signed.Problem!;
        }

        return SettlementId.Parse(call.Route("id")) is { } id && id.Platform == partner.Id && await store.FindAsync(id) is { } found
            ? await StatementReply.OfAsync(call, statements, found.Settlement)
            : Problems.NotFound;
    }
}
