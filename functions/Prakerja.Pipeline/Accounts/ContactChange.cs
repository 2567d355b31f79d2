using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Registration;
using Prakerja.Pipeline.Security;

namespace Prakerja.Pipeline.Accounts;

/// <summary>PUT /api/me/contacts: a changed e-mail counts once a log-in with it has proven it; a changed phone is verified anew.</summary>
public sealed class ContactChange(
    ParticipantStore participants, Claims claims, BlindIndex index, OneTimeCodes codes, CodeSender sender) : IUseCase
{
    /// <summary>Claim of an address that waits for its proof; many may try, the proof decides.</summary>
    public const string PendingEmail = "pending-email";

    public IEnumerable<Endpoint> Endpoints =>
    [
        new("change-contacts", "PUT", "/api/me/contacts", Access.Applicant, HandleAsync)
        {
            Body = BodyKind.Json, BodyLimit = 4096, SuccessStatus = 202, Tag = "Accounts", Request = typeof(RegisterRequest), Response = typeof(RegisterAnswer),
            Summary = "Changes e-mail or phone; each is proven again. Registered by an office: 409 until the NIK was confirmed with PUT /api/me/identity.",
        },
    ];

    /// <summary>False: the phone with this index is neither theirs nor the one to be proven.</summary>
    public static bool ProvePhone(ParticipantChange change, string phoneIndex)
    {
        var contacts = change.Participant.Contacts;
        if (contacts.PhoneIndex != phoneIndex)
        {
            return contacts.ProvenPhoneIndex == phoneIndex;
        }

        if (contacts.PhoneVerifiedAt is null)
        {
            change.Participant = change.Participant with { Contacts = contacts with { PhoneVerifiedAt = change.At, ProvenPhoneIndex = null } };
            change.Keep(ClaimKinds.Phone, phoneIndex);
            if (contacts.ProvenPhoneIndex != phoneIndex)
            {
                change.GiveUp(ClaimKinds.Phone, contacts.ProvenPhoneIndex);
            }

            RegistrationProgress.Completed(change);
        }

        return true;
    }

    /// <summary>False: this e-mail is neither theirs nor the one to be proven.</summary>
    public static async ValueTask<bool> ProveEmailAsync(ParticipantChange change, string email, string emailIndex)
    {
        var contacts = change.Participant.Contacts;
        if (contacts.EmailIndex != emailIndex)
        {
            var personal = await change.PersonalAsync();
            if (personal.PendingEmail != email)
            {
                return false;
            }

            await change.SetPersonalAsync(personal with { Email = email, PendingEmail = null });
            change.Keep(ClaimKinds.Email, emailIndex);
            change.GiveUp(ClaimKinds.Email, contacts.EmailIndex);
            change.GiveUp(PendingEmail, emailIndex);
        }

        if (!contacts.EmailProven)
        {
            change.Reached(Milestones.EmailProven);
        }

        if (!contacts.EmailProven || contacts.EmailIndex != emailIndex)
        {
            change.Participant = change.Participant with { Contacts = contacts with { EmailIndex = emailIndex, EmailProven = true } };
        }

        return true;
    }

    private async Task<Reply> HandleAsync(Call call)
    {
        if (call.Read<RegisterRequest>(out var request) is { } unreadable)
        {
            return unreadable;
        }

        var (contact, problem) = Contact.Parse(request.Email, request.Phone);
        if (problem is not null)
        {
            return problem;
        }

        if (contact.Email is not null && await SendProofAsync(call, contact.Email) is { } tooMany)
        {
            return tooMany;
        }

        return await participants.ChangeAsync(call, change => ApplyAsync(change, contact));
    }

    private async Task<Problem?> SendProofAsync(Call call, string email)
    {
        var key = index.Email(email);
        var (nonce, wait) = await codes.IssueAsync(CodePolicy.Login, key);
        if (nonce is null)
        {
            return Problems.TooMany(wait, new("Kode sudah terlalu sering diminta.", "Codes were asked for too often."));
        }

        await claims.TransferAsync(PendingEmail, key, call.Caller.Id);
        await sender.SendAsync(call.Caller.Id, CodePolicy.Login, key, nonce, "email", email, call.Language);
        return null;
    }

    private async ValueTask<Reply> ApplyAsync(ParticipantChange change, Contact contact)
    {
        var personal = await change.PersonalAsync();
        if (contact.Email is not null && contact.Email != personal.PendingEmail)
        {
            change.GiveUp(PendingEmail, personal.PendingEmail is null ? null : index.Email(personal.PendingEmail));
            change.Keep(PendingEmail, index.Email(contact.Email));
            personal = personal with { PendingEmail = contact.Email };
        }

        if (contact.Phone is not null && contact.Phone != personal.Phone)
        {
            personal = personal with { Phone = contact.Phone };
            ChangePhone(change, index.Phone(contact.Phone));
        }

        await change.SetPersonalAsync(personal);
        return Reply.Accepted(new RegisterAnswer("sent"));
    }

    /// <summary>A phone that was proven stays theirs until the new one is; any other is given up.</summary>
    private static void ChangePhone(ParticipantChange change, string phoneIndex)
    {
        var contacts = change.Participant.Contacts;
        var proven = contacts.PhoneVerifiedAt is null ? contacts.ProvenPhoneIndex : contacts.PhoneIndex;
        change.GiveUp(ClaimKinds.Phone, contacts.PhoneIndex == proven ? null : contacts.PhoneIndex);

        contacts = contacts with { PhoneIndex = phoneIndex, PhoneVerifiedAt = null, ProvenPhoneIndex = proven };
        change.Participant = change.Participant with { Contacts = contacts };
    }
}
