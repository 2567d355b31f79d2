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
            Summary = "Changes e-mail or phone; each is proven again.",
        },
    ];

    public static void ProvePhone(ParticipantChange change)
    {
        var contacts = change.Participant.Contacts;
        if (contacts.PhoneVerifiedAt is null)
        {
            change.Participant = change.Participant with { Contacts = contacts with { PhoneVerifiedAt = change.At } };
            RegistrationProgress.Completed(change);
        }
    }

    public static async ValueTask ProveEmailAsync(ParticipantChange change, string email, string emailIndex)
    {
        var contacts = change.Participant.Contacts;
        if (contacts.EmailProven && contacts.EmailIndex == emailIndex)
        {
            return;
        }

        if (!contacts.EmailProven)
        {
            change.Reached(Milestones.EmailProven);
        }

        if (contacts.EmailIndex != emailIndex)
        {
            await change.SetPersonalAsync(await change.PersonalAsync() with { Email = email, PendingEmail = null });
        }

        change.Participant = change.Participant with { Contacts = change.Participant.Contacts with { EmailIndex = emailIndex, EmailProven = true } };
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
        if (contact.Email is not null)
        {
            personal = personal with { PendingEmail = contact.Email };
        }

        if (contact.Phone is not null && contact.Phone != personal.Phone)
        {
            personal = personal with { Phone = contact.Phone };
            var contacts = change.Participant.Contacts with { PhoneIndex = index.Phone(contact.Phone), PhoneVerifiedAt = null };
            change.Participant = change.Participant with { Contacts = contacts };
        }

        await change.SetPersonalAsync(personal);
        return Reply.Accepted(new RegisterAnswer("sent"));
    }
}
