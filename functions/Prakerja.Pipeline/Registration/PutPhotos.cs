using Prakerja.Domain.Photos;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Registration;

/// <summary>Step 6: KTP photo and selfie; judged by content, metadata stripped, stored private under a random name.</summary>
public sealed class PutPhotos(ParticipantStore participants, IBlobStore blobs, IRandomSource random) : IUseCase
{
    public const string Container = "photos";
    public const int MaxBytes = 5 * 1024 * 1024;

    public IEnumerable<Endpoint> Endpoints =>
    [
        Photo("put-ktp-photo", "/api/me/photos/ktp", "Photo of the KTP.", (f, name) => f with { KtpPhoto = name }, f => f.KtpPhoto),
        Photo("put-selfie", "/api/me/photos/selfie", "Selfie holding the KTP.", (f, name) => f with { Selfie = name }, f => f.Selfie),
    ];

    private Endpoint Photo(string name, string route, string summary, Func<RegistrationFacts, string, RegistrationFacts> set, Func<RegistrationFacts, string?> get) =>
        new(name, "PUT", route, Access.Applicant, call => HandleAsync(call, set, get))
        {
            Body = BodyKind.Raw, BodyLimit = MaxBytes, MediaTypes = ["image/jpeg", "image/png"], SuccessStatus = 204, Tag = "Registration", Summary = summary,
        };

    private async Task<Reply> HandleAsync(Call call, Func<RegistrationFacts, string, RegistrationFacts> set, Func<RegistrationFacts, string?> get)
    {
        var inspected = PhotoInspector.Inspect(call.Body.Span);
        if (!inspected.IsOk)
        {
            return Problems.Invalid("photo", inspected.Problem);
        }

        if (await participants.FindAsync(call.Caller.Id) is not { } participant)
        {
            return Problems.Unauthorized;
        }

        if (!RegistrationProgress.FactsAreOpen(participant) && participant.State != ParticipantState.Candidate)
        {
            return StepProblems.Locked;
        }

        var name = $"{ParticipantKeys.Shard(participant.Id)}/{participant.Id}/{random.Hex(16)}";
        var clean = PhotoInspector.StripMetadata(call.Body.ToArray());
        await blobs.PutAsync(Container, name, new MemoryStream(clean, writable: false), inspected.Value.Type, overwrite: false, call.Cancellation);
        return await StoreAsync(call, name, set, get);
    }

    private async Task<Reply> StoreAsync(Call call, string name, Func<RegistrationFacts, string, RegistrationFacts> set, Func<RegistrationFacts, string?> get)
    {
        string? replaced = null;
        var reply = await participants.ChangeAsync(call, change =>
        {
            if (!RegistrationProgress.FactsAreOpen(change.Participant))
            {
                return ValueTask.FromResult<Reply>(StepProblems.Locked);
            }

            replaced = get(change.Participant.Facts);
            RegistrationProgress.Change(change, facts => set(facts, name));
            return ValueTask.FromResult(Reply.NoContent);
        });
        var garbage = reply.IsSuccess ? replaced : name;
        if (garbage is not null)
        {
            await blobs.DeleteAsync(Container, garbage);
        }

        return reply;
    }
}
