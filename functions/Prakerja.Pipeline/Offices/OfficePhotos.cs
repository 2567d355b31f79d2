using Prakerja.Pipeline.Batches;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Registration;
using Prakerja.Pipeline.Security;

namespace Prakerja.Pipeline.Offices;

/// <summary>PUT /api/offices/registrations/{id}/photos/{ktp|selfie}: the photos of somebody the same officer registered. With both, verification starts.</summary>
public sealed class OfficePhotos(PhotoIntake photos, ParticipantStore participants, ITableStore tables, BlindIndex index, BatchReturn returns) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        new("put-office-photo", "PUT", "/api/offices/registrations/{id}/photos/{photo}", Access.Office, HandleAsync)
        {
            Body = BodyKind.Raw, BodyLimit = PutPhotos.MaxBytes, MediaTypes = ["image/jpeg", "image/png"], SuccessStatus = 204, Tag = "Offices",
            Summary = "KTP photo (ktp) or selfie (selfie) of somebody registered by the same officer.",
        },
    ];

    private async Task<Reply> HandleAsync(Call call)
    {
        var id = call.Route("id");
        if (id.Length != 32 || !id.All(char.IsAsciiHexDigitLower) || PhotoSlot.Find(call.Route("photo")) is not { } slot
            || await tables.GetAsync(OfficeIntake.Table, OfficeIntake.Partition(index, call.Caller.Id), id) is null)
        {
            return Problems.NotFound;
        }

        return await photos.StoreAsync(call, id, slot, async decide => await participants.ChangeAsync(id, async change =>
        {
            await returns.SettleFinalAsync(change);
            return await decide(change);
        }) ?? Problems.NotFound);
    }
}
