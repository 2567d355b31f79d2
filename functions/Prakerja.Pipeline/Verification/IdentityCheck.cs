using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Registration;

namespace Prakerja.Pipeline.Verification;

/// <summary>
/// One try of the identity check. Order: civil registry, exclusion registries, face, then the claim on the NIK, so that only an identity the
/// registry knows can be claimed; a contested one, like a low face score, goes to a person. Repeating it changes nothing.
/// </summary>
public sealed class IdentityCheck(
    ParticipantStore participants, RegistryAnswers civil, IExclusionRegistries exclusions, IFaceMatcher faces, Claims claims,
    IdentityAttempts attempts, VerificationDecisions decisions, IOptions<VerificationOptions> options)
{
    public async Task<CheckOutcome> RunAsync(string id, CancellationToken cancellation)
    {
        if (await participants.FindAsync(id) is not { State: ParticipantState.Verifying } participant
            || !RegistrationProgress.AllStepsDone(participant) || participant.Verification.FactsVersion == participant.Facts.Version)
        {
            return CheckOutcome.Settled;
        }

        var personal = await participants.OpenAsync(participant);
        var answer = await civil.CheckAsync(
            QueryOf(participant, personal), participant, async () => await attempts.WaitAsync(participant) is null, cancellation);
        if (answer is null)
        {
            await decisions.LockedAsync(participant);
            return CheckOutcome.Settled;
        }

        if (answer.Outcome == CivilOutcome.Mismatch)
        {
            await attempts.RecordAsync(id, participant.Facts.NikIndex!, participant.Facts.DeviceIndex, participant.Facts.Version);
            await decisions.MismatchAsync(participant);
            return CheckOutcome.Settled;
        }

        var registries = answer.Outcome == CivilOutcome.Match ? await exclusions.CheckAsync(personal.Nik!, cancellation) : new ExclusionAnswer(false);
        var face = registries.Available ? await faces.MatchAsync(new FaceQuery(personal.Nik!, participant.Facts.KtpPhoto!, participant.Facts.Selfie!), cancellation) : null;
        if (face is null)
        {
            await decisions.UnavailableAsync(participant);
            return CheckOutcome.Unavailable;
        }

        await SettleAsync(participant, answer, registries, face.Value);
        return CheckOutcome.Settled;
    }

    private async Task SettleAsync(Participant participant, CivilAnswer answer, ExclusionAnswer registries, int face)
    {
        var facts = new RegistryFacts(registries.Student, registries.Official, registries.SocialAid, answer.Deceased || registries.Deceased);
        var holder = await claims.ClaimAsync(ClaimKinds.Nik, participant.Facts.NikIndex!, participant.Id);
        var causes = CausesOf(participant, answer, face, contested: holder != participant.Id).ToArray();
        if (causes.Length > 0)
        {
            await decisions.ReviewAsync(participant, facts, causes);
        }
        else
        {
            await decisions.PassAsync(participant, facts);
        }

        if (await participants.FindAsync(participant.Id) is not { } now || now.Facts.NikIndex != participant.Facts.NikIndex)
        {
            await claims.ReleaseAsync(ClaimKinds.Nik, participant.Facts.NikIndex!, participant.Id);
        }
    }

    private IEnumerable<string> CausesOf(Participant participant, CivilAnswer answer, int face, bool contested)
    {
        if (contested)
        {
            yield return "contested";
        }

        if (face < options.Value.FaceThreshold)
        {
            yield return "face";
        }

        if (answer.NameScore < options.Value.NameThreshold)
        {
            yield return "name";
        }

        if (!answer.RegencyMatches)
        {
            yield return "domicile";
        }

        if (participant.Verification.ComplainedVersion == participant.Facts.Version)
        {
            yield return "complaint";
        }

        if (Sampled(participant.Id))
        {
            yield return "sample";
        }
    }

    /// <summary>Drawn from the random id, so that a repeated check samples the same people.</summary>
    private bool Sampled(string id) =>
        BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.ASCII.GetBytes("sample" + id))) < options.Value.SampleRate * uint.MaxValue;

    private static CivilQuery QueryOf(Participant participant, Personal personal) => new(
        personal.Nik!, personal.FamilyCardNumber!, personal.FullName!, personal.BirthPlace!, personal.BirthDate!.Value,
        participant.Facts.Profile!.Gender.Word(), personal.MothersMaidenName!, participant.Facts.Profile.Regency);
}
