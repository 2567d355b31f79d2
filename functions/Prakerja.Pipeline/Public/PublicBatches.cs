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
        var (items, next, problem) = Paging.Of(call, (await batches.ListAsync()).Where(b => b.ApprovedAt is not null), b => b.Key);
        return problem is null ? Reply.Ok(new PublicBatchList([.. items.Select(View)], next)) : problem;
    }

    private static PublicBatch View(Batch batch) => new(
        batch.Number, batch.Scheme, batch.State.Word(), batch.OpensAt, batch.ClosesAt, batch.AnnouncesAt, batch.AnnouncedAt, batch.TotalPlaces, batch.Reserves,
        batch.Chain!, batch.Round, batch.BeaconSignature is null ? batch.BeaconLateSince : null, batch.IsAnnounced ? batch.Counts : null,
        [.. DrawFiles.PublishedOf(batch).Select(file => $"/api/public/batches/{batch.Number}/draw/{file}")]);
}
