using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Security;

namespace Prakerja.Pipeline.Registration;

public sealed record IdentityRequest(string? Nik, string? FamilyCardNumber);

/// <summary>Step 4: NIK and family card. Whether they are right, known or contested shows later and elsewhere: the answer here is always the same.</summary>
public sealed class PutIdentity(ParticipantStore participants, BlindIndex index, IdentityAttempts attempts, Claims claims) : IUseCase
{
    public const string DeviceHeader = "Device-Id";

    public IEnumerable<Endpoint> Endpoints =>
    [
        new("put-identity", "PUT", "/api/me/identity", Access.Applicant, HandleAsync)
        {
            Body = BodyKind.Json, BodyLimit = 4096, SuccessStatus = 202, Tag = "Registration", Request = typeof(IdentityRequest),
            BeforeConfirmation = true, Headers = [new(DeviceHeader, "1-128 characters that the device keeps; mismatches are counted for it too.")],
            Summary = "NIK and family card number, both 16 digits. Registered by an office: the first time it only confirms the NIK (409 if it is another one; three of them, then 24 h).",
        },
    ];

    private async Task<Reply> HandleAsync(Call call)
    {
        if (call.Read<IdentityRequest>(out var request) is { } unreadable)
        {
            return unreadable;
        }

        var fields = new Fields();
        var nik = fields.Take("nik", Nik.Parse(request.Nik));
        var card = fields.Take("familyCardNumber", FamilyCardNumber.Parse(request.FamilyCardNumber));
        if (fields.Problem is { } problem)
        {
            return problem;
        }

        var device = call.Header(DeviceHeader) is { Length: > 0 and <= 128 } id ? index.Of("device", id) : null;
        if (await attempts.WaitAsync(call.Caller.Id, index.Nik(nik.Digits), device) is { } wait)
        {
            return IdentityAttempts.TooMany(wait);
        }

        var wrong = false;
        var reply = await participants.ChangeAsync(call, async change =>
        {
            wrong = !Confirm(change, index.Nik(nik.Digits));
            return wrong ? StepProblems.NotConfirmed : await ApplyAsync(change, nik.Digits, card.Digits, device);
        });
        if (wrong)
        {
            await attempts.RecordUnconfirmedAsync(call.Caller.Id, index.Nik(nik.Digits));
        }

        return reply;
    }

    /// <summary>Who logs in to an account that an office made shows to be that person; false: is not.</summary>
    private static bool Confirm(ParticipantChange change, string nikIndex)
    {
        if (!StepProblems.IsUnconfirmed(change.Participant))
        {
            return true;
        }

        change.Participant = change.Participant with { Assistance = change.Participant.Assistance! with { ConfirmedAt = change.At } };
        return change.Participant.Facts.NikIndex == nikIndex;
    }

    private async ValueTask<Reply> ApplyAsync(ParticipantChange change, string nik, string card, string? device)
    {
        var facts = change.Participant.Facts;
        var (nikIndex, cardIndex) = (index.Nik(nik), index.FamilyCard(card));
        if (facts.NikIndex == nikIndex && facts.FamilyCardIndex == cardIndex && change.Participant.Verification.State is not (VerificationState.Mismatch or VerificationState.Locked))
        {
            return Reply.Accepted();
        }

        if (!RegistrationProgress.FactsAreOpen(change.Participant) || (facts.NikIndex != nikIndex && await HasPassedAsync(change.Participant)))
        {
            return StepProblems.Locked;
        }

        await change.SetPersonalAsync(await change.PersonalAsync() with { Nik = nik, FamilyCardNumber = card });
        RegistrationProgress.Change(change, f => f with { NikIndex = nikIndex, FamilyCardIndex = cardIndex, DeviceIndex = device ?? f.DeviceIndex });
        return await attempts.GuardAsync(change, Reply.Accepted());
    }

    /// <summary>The NIK was found to be theirs, whatever else they changed since, and no reviewer gave it to another.</summary>
    private async ValueTask<bool> HasPassedAsync(Participant participant) => participant is { Verification.PassedAt: not null, Facts.NikIndex: { } nik }
        && await claims.HolderAsync(ClaimKinds.Nik, nik) == participant.Id;
}
