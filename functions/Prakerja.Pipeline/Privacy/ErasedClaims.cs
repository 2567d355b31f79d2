using Prakerja.Pipeline.Accounts;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Security;

namespace Prakerja.Pipeline.Privacy;

/// <summary>
/// Gives up addresses, phone, payment account and NIK, which others (or the same person anew) may claim from now on. That this NIK was awarded or revoked
/// stays for ever; the family card's slot only where no course was taken on it.
/// </summary>
public sealed class ErasedClaims(ParticipantStore participants, Claims claims, BlindIndex index) : IErasureStep
{
    public async Task ReleaseAsync(Participant leaver)
    {
        if (leaver is { State: ParticipantState.Revoked, Facts.NikIndex: { } revoked })
        {
            await claims.ClaimAsync(ClaimKinds.Revoked, revoked, leaver.Id);
        }

        var personal = await participants.OpenAsync(leaver);
        foreach (var (kind, key) in Held(leaver, personal))
        {
            if (key is not null)
            {
                await claims.ReleaseAsync(kind, key, leaver.Id);
            }
        }
    }

    private IEnumerable<(string Kind, string? Index)> Held(Participant leaver, Personal personal)
    {
        yield return (ClaimKinds.Email, leaver.Contacts.EmailIndex);
        yield return (ClaimKinds.Email, personal.Email is null ? null : index.Email(personal.Email));
        yield return (ContactChange.PendingEmail, personal.PendingEmail is null ? null : index.Email(personal.PendingEmail));
        yield return (ClaimKinds.Phone, leaver.Contacts.PhoneIndex);
        yield return (ClaimKinds.Account, leaver.Account?.Index);
        yield return (ClaimKinds.Account, leaver.Account?.HeldIndex);
        yield return (ClaimKinds.Nik, leaver.Facts.NikIndex);
        yield return (ClaimKinds.Phone, leaver.Contacts.ProvenPhoneIndex);
        foreach (var former in leaver.Former)
        {
            yield return (former.Kind, former.Index);
        }

        if (ErasedBatch.HasUnusedAward(leaver))
        {
            yield return ($"{ClaimKinds.FamilyCard}-{leaver.Award!.Slot}", leaver.Facts.FamilyCardIndex);
        }
    }
}
