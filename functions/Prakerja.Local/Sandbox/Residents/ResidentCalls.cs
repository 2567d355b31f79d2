using Prakerja.Domain.People;
using Prakerja.Pipeline.Http;
using Endpoint = Prakerja.Pipeline.Http.Endpoint;

namespace Prakerja.Local.Sandbox.Residents;

public sealed record ResidentsRequest(int? Count, long? Seed);

/// <summary>POST /sandbox/residents and PUT /sandbox/residents/{nik}.</summary>
internal sealed class ResidentCalls(ResidentStore residents) : ISandboxCalls
{
    private const int MaxCount = 100_000;

    public IEnumerable<Endpoint> Endpoints =>
    [
        SandboxEndpoint.Post("make-residents", "residents", MakeAsync),
        SandboxEndpoint.Put("change-resident", "residents/{nik}", ChangeAsync),
    ];

    private async Task<Reply> MakeAsync(Call call)
    {
        if (call.Read<ResidentsRequest>(out var request) is { } unreadable)
        {
            return unreadable;
        }

        var fields = new Fields();
        var count = fields.Need("count", request.Count);
        fields.Check("count", request.Count is null or (>= 1 and <= MaxCount), new("Bilangan bulat 1 sampai 100000.", "A whole number from 1 to 100000."));
        return fields.Problem is { } problem ? problem : Reply.Ok(await residents.MakeAsync(count, request.Seed ?? 0));
    }

    private async Task<Reply> ChangeAsync(Call call)
    {
        if (call.Read<ResidentChange>(out var change) is { } unreadable)
        {
            return unreadable;
        }

        var fields = new Fields();
        var nik = fields.Take("nik", Nik.Parse(call.Route("nik")));
        var card = change.FamilyCardNumber is null ? null : fields.Take("familyCardNumber", FamilyCardNumber.Parse(change.FamilyCardNumber));
        fields.Check("faceScore", change.FaceScore is null or (>= 0 and <= 100), new("Bilangan bulat 0 sampai 100.", "A whole number from 0 to 100."));
        return fields.Problem is { } problem
            ? problem
            : Reply.Ok(await residents.ChangeAsync(nik.Digits, change with { FamilyCardNumber = card?.Digits }));
    }
}
