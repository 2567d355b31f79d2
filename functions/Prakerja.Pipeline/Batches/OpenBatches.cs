using Prakerja.Pipeline.Http;

namespace Prakerja.Pipeline.Batches;

/// <param name="Places">In the regency asked for; without one, in all.</param>
/// <param name="TotalPlaces">In all regencies: what is left over in them goes to candidates of any domicile.</param>
public sealed record OpenBatch(
    int Batch, string Scheme, DateTimeOffset OpensAt, DateTimeOffset ClosesAt, DateTimeOffset AnnouncesAt, int Places, int TotalPlaces, int Reserves);

public sealed record OpenBatchList(IReadOnlyList<OpenBatch> Items, string? Next);

/// <summary>GET /api/batches?regency=: the batches that can be joined now.</summary>
public sealed class OpenBatches(BatchStore batches, TimeProvider clock) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        new("open-batches", "GET", "/api/batches", Access.Anonymous, HandleAsync)
        {
            Tag = "Batches", Response = typeof(OpenBatchList), Query = [new("regency", "Dotted code of the domicile, such as 32.73."), .. Paging.Query],
            Summary = "Batches open for a domicile. One without places in the regency can still be joined: what is left over anywhere is drawn nationwide.",
        },
    ];

    private async Task<Reply> HandleAsync(Call call)
    {
        var regency = call.Query("regency");
        if (regency is not null && RegencyTable.Find(regency) is null)
        {
            return Problems.Invalid("regency", new("Kode kabupaten/kota, misalnya 32.73.", "A regency or city code, such as 32.73."));
        }

        var now = clock.GetUtcNow();
        var (items, next, problem) = Paging.Of(call, (await batches.ListAsync()).Where(b => b.IsOpenAt(now)), b => b.Key);
        return problem is null ? Reply.Ok(new OpenBatchList([.. items.Select(b => View(b, regency))], next)) : problem;
    }

    private static OpenBatch View(Batch b, string? regency) => new(
        b.Number, b.Scheme, b.OpensAt, b.ClosesAt, b.AnnouncesAt, regency is null ? b.TotalPlaces : b.Places.GetValueOrDefault(regency), b.TotalPlaces, b.Reserves);
}
