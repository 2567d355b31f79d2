using System.Globalization;
using Prakerja.Pipeline.Batches;
using Prakerja.Pipeline.Http;

namespace Prakerja.Pipeline.Public;

/// <param name="BeaconLateSince">The draw waits for the public beacon since then.</param>
/// <param name="Draw">Where the files of the draw are, as they are published.</param>
public sealed record PublicBatch(
    int Batch, string Scheme, string State, DateTimeOffset OpensAt, DateTimeOffset ClosesAt, DateTimeOffset AnnouncesAt, DateTimeOffset? AnnouncedAt,
    int Places, int Reserves, string Chain, long Round, DateTimeOffset? BeaconLateSince, BatchCounts? Counts, IReadOnlyList<string> Draw);

public sealed record PublicBatchList(IReadOnlyList<PublicBatch> Items, string? Next);

/// <summary>GET /api/public/batches: every approved batch, and what of its draw is published.</summary>
public sealed class PublicBatches(BatchStore batches) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        new("public-batches", "GET", "/api/public/batches", Access.Anonymous, HandleAsync)
        {
            Tag = "Public", Response = typeof(PublicBatchList), Query = Paging.Query, Summary = "Batches since their approval, by number.",
        },
    ];

    private async Task<Reply> HandleAsync(Call call)
    {
        if (call.ReadPage(out var limit, out var cursor) is { } bad)
        {
            return bad;
        }

        var after = 0;
        if (cursor is not null && !int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out after))
        {
            return Problems.Invalid("cursor", new("Pakai next dari halaman sebelumnya.", "Use the next of the page before."));
        }

        PublicBatch[] page = [.. (await batches.ListAsync()).Where(b => b.ApprovedAt is not null && b.Number > after).Take(limit + 1).Select(View)];
        var next = page.Length > limit ? page[limit - 1].Batch.ToString(CultureInfo.InvariantCulture) : null;
        return Reply.Ok(new PublicBatchList(page[..Math.Min(limit, page.Length)], next));
    }

    private static PublicBatch View(Batch batch) => new(
        batch.Number, batch.Scheme, batch.State.Word(), batch.OpensAt, batch.ClosesAt, batch.AnnouncesAt, batch.AnnouncedAt, batch.TotalPlaces, batch.Reserves,
        batch.Chain!, batch.Round, batch.BeaconSignature is null ? batch.BeaconLateSince : null, batch.IsAnnounced ? batch.Counts : null,
        [.. DrawFiles.PublishedOf(batch).Select(file => $"/api/public/batches/{batch.Number}/draw/{file}")]);
}
