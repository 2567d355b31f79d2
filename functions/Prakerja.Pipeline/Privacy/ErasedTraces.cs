using Prakerja.Pipeline.Offices;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Registration;
using Prakerja.Pipeline.Security;
using Prakerja.Pipeline.Verification;

namespace Prakerja.Pipeline.Privacy;

/// <summary>Deletes what is kept about a person elsewhere: review cases, answers of the civil registry, counted tries and codes, the office's row.</summary>
public sealed class ErasedTraces(
    ParticipantStore participants, ReviewQueue reviews, RegistryAnswers civil, IdentityAttempts attempts, OneTimeCodes codes, ITableStore tables, BlindIndex index) : IErasureStep
{
    public async Task ReleaseAsync(Participant leaver)
    {
        await reviews.ForgetAsync(leaver.Id);
        await civil.ForgetAsync(leaver.Id);
        await attempts.ForgetAsync(leaver);
        await ForgetCodesAsync(leaver);
        if (leaver.Assistance is { } assistance)
        {
            await tables.CommitAsync(OfficeIntake.Table, OfficeIntake.Partition(index, assistance.Office), [new TableWrite.Delete(leaver.Id)]);
        }
    }

    private async Task ForgetCodesAsync(Participant leaver)
    {
        var personal = await participants.OpenAsync(leaver);
        string?[] addresses =
        [
            leaver.Contacts.EmailIndex, leaver.Contacts.PhoneIndex, leaver.Contacts.ProvenPhoneIndex, personal.Email is { } email ? index.Email(email) : null,
            personal.PendingEmail is { } pending ? index.Email(pending) : null, personal.Phone is { } phone ? index.Phone(phone) : null,
        ];
        foreach (var address in addresses.OfType<string>().Distinct(StringComparer.Ordinal))
        {
            await codes.ForgetAsync(address);
        }
    }
}
