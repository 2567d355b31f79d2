using Prakerja.Domain.Photos;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Registration;

/// <summary>Which of the two photos.</summary>
public sealed record PhotoSlot(string Word, Func<RegistrationFacts, string?> Get, Func<RegistrationFacts, string, RegistrationFacts> Set)
{
    public static PhotoSlot Ktp { get; } = new("ktp", f => f.KtpPhoto, (f, name) => f with { KtpPhoto = name });

    public static PhotoSlot Selfie { get; } = new("selfie", f => f.Selfie, (f, name) => f with { Selfie = name });

    public static PhotoSlot? Find(string word) => word == Ktp.Word ? Ktp : word == Selfie.Word ? Selfie : null;
}

/// <summary>Judges a photo by content, strips its metadata and stores it private under a random name; what it replaces, or what was not taken, is deleted.</summary>
public sealed class PhotoIntake(ParticipantStore participants, IdentityAttempts attempts, IBlobStore blobs, IRandomSource random)
{
    /// <param name="commit">Commits the decision given: as the applicant's own act, or as an office's.</param>
    public async Task<Reply> StoreAsync(Call call, string id, PhotoSlot slot, Func<Func<ParticipantChange, ValueTask<Reply>>, Task<Reply>> commit)
    {
        var inspected = PhotoInspector.Inspect(call.Body.Span);
        if (!inspected.IsOk)
        {
            return Problems.Invalid("photo", inspected.Problem);
        }

        if (await participants.FindAsync(id) is not { ErasureRequestedAt: null } participant)
        {
            return Problems.NotFound;
        }

        if (!RegistrationProgress.FactsAreOpen(participant) && participant.State != ParticipantState.Candidate)
        {
            return StepProblems.Locked;
        }

        var name = $"{ParticipantKeys.Shard(id)}/{id}/{random.Hex(16)}";
        var clean = PhotoInspector.StripMetadata(call.Body.ToArray());
        await blobs.PutAsync(PutPhotos.Container, name, new MemoryStream(clean, writable: false), inspected.Value.Type, overwrite: false, call.Cancellation);
        return await PlaceAsync(name, slot, commit);
    }

    private async Task<Reply> PlaceAsync(string name, PhotoSlot slot, Func<Func<ParticipantChange, ValueTask<Reply>>, Task<Reply>> commit)
    {
        string? replaced = null;
        var reply = await commit(async change =>
        {
            if (!RegistrationProgress.FactsAreOpen(change.Participant))
            {
                return StepProblems.Locked;
            }

            replaced = slot.Get(change.Participant.Facts);
            RegistrationProgress.Change(change, facts => slot.Set(facts, name));
            return await attempts.GuardAsync(change, Reply.NoContent);
        });
        var garbage = reply.IsSuccess ? replaced : name;
        if (garbage is not null)
        {
            await blobs.DeleteAsync(PutPhotos.Container, garbage);
        }

        return reply;
    }
}
