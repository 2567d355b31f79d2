using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Notifications;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Batches;

public sealed record ReceiptRootView(string Hour, DateTimeOffset At, long Receipts, long Total, string Root, string Previous, string Signature);

/// <summary>The published roots of the log of receipts. Whoever kept one document sees from those after it that nothing before was changed.</summary>
public sealed class ReceiptEndpoints(ITableStore tables, ReceiptRoots roots) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        new("list-receipt-roots", "GET", "/api/public/receipts/roots", Access.Anonymous, ListAsync)
        {
            Tag = "Public", Response = typeof(Page<ReceiptRootView>), Query = Paging.Query,
            Summary = "Hourly Merkle roots of the log of receipts, oldest first; each names the SHA-256 of the document before and is signed (detached JWS over the hour's document).",
        },
        new("get-receipt-root", "GET", "/api/public/receipts/roots/{hour}", Access.Anonymous, GetAsync)
        {
            Tag = "Public", Summary = "The signed document of an hour (yyyy-MM-ddTHH, UTC, its end): canonical JSON with hour, previous, receipts, root and total.",
        },
    ];

    private async Task<Reply> ListAsync(Call call)
    {
        if (call.ReadPage(out var limit, out var cursor) is { } bad)
        {
            return bad;
        }

        var page = await Paging.ScanAsync(tables, ReceiptRoots.Table, ReceiptRoots.Partition, ReceiptRoots.All, limit, cursor);
        return page.Problem ?? Reply.Ok(new Page<ReceiptRootView>([.. page.Rows.Select(r => View(PipelineJson.Read<ReceiptRoot>(r.Body)))], page.Next));
    }

    private async Task<Reply> GetAsync(Call call) =>
        await roots.FindAsync(call.Route("hour")) is { } root ? Reply.Raw(root.Document, "application/json") : Problems.NotFound;

    private static ReceiptRootView View(ReceiptRoot root) => new(root.Hour, root.At, root.Receipts, root.Total, root.Root, root.Previous, root.Signature);
}
