using Prakerja.Domain.Draw;
using Prakerja.Pipeline.Audit;
using Prakerja.Pipeline.Batches;
using Prakerja.Pipeline.Http;

namespace Prakerja.Pipeline.Admin.Batches;

/// <param name="Places">By regency; or <paramref name="National"/> instead.</param>
/// <param name="Recovery">Takes up places of the year's recovery pot.</param>
public sealed record CreateBatchRequest(
    string? Scheme, DateTimeOffset? OpensAt, DateTimeOffset? ClosesAt, DateTimeOffset? AnnouncesAt, IReadOnlyDictionary<string, long>? Places, long? Reserves,
    bool Recovery = false, NationalPlaces? National = null);

public sealed record BatchCreated(int Batch, string State);

/// <summary>POST /api/admin/batches: a draft, which another operator approves.</summary>
public sealed class CreateBatch(BatchStore batches, NationalSplit national, AuditTrail audit, TimeProvider clock) : IUseCase
{
    /// <summary>Of one regency, of all, and of reserves: more than any year had in all.</summary>
    internal const long Most = 10_000_000;

    public IEnumerable<Endpoint> Endpoints =>
    [
        new("create-batch", "POST", "/api/admin/batches", Access.Operator, HandleAsync)
        {
            Body = BodyKind.Json, SuccessStatus = 201, Tag = "Batches", Request = typeof(CreateBatchRequest), Response = typeof(BatchCreated),
            IdempotencyHome = _ => (BatchStore.Table, BatchStore.Partition), Summary = "Draft a batch. opensAt may have passed: approval then opens it at once.",
        },
    ];

    private async Task<Reply> HandleAsync(Call call)
    {
        if (call.Read<CreateBatchRequest>(out var request) is { } unreadable)
        {
            return unreadable;
        }

        var (places, unsplit) = await PlacesOfAsync(request);
        request = request with { Places = places };
        if ((unsplit ?? Check(request)) is { } problem)
        {
            return problem;
        }

        // A draft has its number only now, and no effect before somebody else approves it.
        var created = await batches.AddAsync(number => Draft(number, request, call.Caller.Id), call.Idempotency, Answer);
        await audit.AppendAsync(call.Caller.Id, "draft-batch", BatchNames.IdOf(created.Number));
        return Answer(created);
    }

    private async Task<(IReadOnlyDictionary<string, long>? Places, Problem? Problem)> PlacesOfAsync(CreateBatchRequest request) => request switch
    {
        { National: null } => (request.Places, null),
        { Places: null } => await national.SplitAsync(request.National),
        _ => (null, Problems.Invalid("national", new("Isi places atau national, bukan keduanya.", "Give places or national, not both."))),
    };

    private static Reply Answer(Batch created) => Reply.Created(new BatchCreated(created.Number, created.State.Word()));

    private Batch Draft(int number, CreateBatchRequest request, string by) => new()
    {
        Number = number, Scheme = request.Scheme!, OpensAt = request.OpensAt!.Value, ClosesAt = request.ClosesAt!.Value, AnnouncesAt = request.AnnouncesAt!.Value,
        Places = new SortedDictionary<string, int>(request.Places!.ToDictionary(p => p.Key, p => (int)p.Value), StringComparer.Ordinal),
        Reserves = (int)request.Reserves!.Value, Recovery = request.Recovery, CreatedBy = by, CreatedAt = clock.GetUtcNow(),
    };

    private static Problem? Check(CreateBatchRequest request)
    {
        var fields = new Fields();
        fields.Check("scheme", SchemeTable.Find(request.Scheme) is not null, new("semi-bansos atau normal.", "semi-bansos or normal."));
        var (opens, closes, announces) = (
            fields.Need("opensAt", request.OpensAt), fields.Need("closesAt", request.ClosesAt), fields.Need("announcesAt", request.AnnouncesAt));
        fields.Check("closesAt", request.OpensAt is null || request.ClosesAt is null || opens < closes, new("Harus setelah opensAt.", "Must be after opensAt."));
        fields.Check(
            "announcesAt", request.ClosesAt is null || request.AnnouncesAt is null || announces - closes >= BatchRules.ObjectionTime,
            new("Sedikitnya 2 jam setelah closesAt.", "At least 2 hours after closesAt."));
        var reserves = fields.Need("reserves", request.Reserves);
        fields.Check("reserves", reserves is >= 0 and <= Most, Bounds);
        CheckPlaces(fields, request.Places);
        return fields.Problem;
    }

    private static void CheckPlaces(Fields fields, IReadOnlyDictionary<string, long>? places)
    {
        if (places is null)
        {
            fields.Add("places", Fields.Missing);
            return;
        }

        foreach (var (regency, count) in places)
        {
            var known = RegencyCode.TryParse(regency, out _) && RegencyTable.Find(regency) is not null;
            fields.Check($"places.{regency}", known, new("Bukan kode kabupaten/kota, misalnya 32.73.", "Not a regency or city code, such as 32.73."));
            fields.Check($"places.{regency}", count is >= 0 and <= Most, Bounds);
        }

        var total = places.Values.Where(p => p is >= 0 and <= Most).Sum();
        fields.Check("places", total is > 0 and <= Most, new($"Bersama-sama 1 sampai {Most}.", $"1 to {Most} in all."));
    }

    private static LocalText Bounds => new($"Bilangan bulat 0 sampai {Most}.", $"A whole number from 0 to {Most}.");
}
