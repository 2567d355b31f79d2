using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Registration;

/// <summary>Step 6: KTP photo and selfie.</summary>
public sealed class PutPhotos(ParticipantStore participants, PhotoIntake photos) : IUseCase
{
    public const string Container = "photos";
    public const int MaxBytes = 5 * 1024 * 1024;

    public IEnumerable<Endpoint> Endpoints =>
    [
        Photo("put-ktp-photo", PhotoSlot.Ktp, "Photo of the KTP."),
        Photo("put-selfie", PhotoSlot.Selfie, "Selfie holding the KTP."),
    ];

    private Endpoint Photo(string name, PhotoSlot slot, string summary) =>
        new(name, "PUT", $"/api/me/photos/{slot.Word}", Access.Applicant, call => photos.StoreAsync(call, call.Caller.Id, slot, decide => participants.ChangeAsync(call, decide)))
        {
            Body = BodyKind.Raw, BodyLimit = MaxBytes, MediaTypes = ["image/jpeg", "image/png"], SuccessStatus = 204, Tag = "Registration", Summary = summary,
        };
}
