using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Registration;

namespace Prakerja.Pipeline.Privacy;

/// <summary>Deletes KTP photo and selfie.</summary>
public sealed class ErasedPhotos(IBlobStore blobs) : IErasureStep
{
    public async Task ReleaseAsync(Participant leaver)
    {
        foreach (var photo in new[] { leaver.Facts.KtpPhoto, leaver.Facts.Selfie })
        {
            if (photo is not null)
            {
                await blobs.DeleteAsync(PutPhotos.Container, photo);
            }
        }
    }
}
