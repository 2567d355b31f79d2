using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Lifecycles;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Security;

namespace Prakerja.Pipeline.Accounts;

public sealed record SessionRequest(string? Email, string? Phone, string? Code);

public sealed record SessionAnswer(string AccessToken, string TokenType, DateTimeOffset ExpiresAt);

/// <summary>POST /api/sessions/codes and /api/sessions: log-in by one-time code, no passwords. Unknown addresses are counted and answered like known ones.</summary>
public sealed class Sessions(
    Claims claims, ParticipantStore participants, BlindIndex index, OneTimeCodes codes, CodeSender sender, AccessTokens tokens, FormerClaims former) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        new("request-login-code", "POST", "/api/sessions/codes", Access.Anonymous, RequestCodeAsync)
        {
            Body = BodyKind.Json, BodyLimit = 4096, SuccessStatus = 202, Tag = "Accounts", Request = typeof(RegisterRequest), Response = typeof(RegisterAnswer),
            Summary = "Sends a log-in code; the same answer for everybody.",
        },
        new("create-session", "POST", "/api/sessions", Access.Anonymous, CreateAsync)
        {
            Body = BodyKind.Json, BodyLimit = 4096, Replayable = false, SuccessStatus = 201, Tag = "Accounts", Request = typeof(SessionRequest), Response = typeof(SessionAnswer),
            Summary = "Exchanges a log-in code for a token of 12 hours; proves that address.",
        },
    ];

    private async Task<Reply> RequestCodeAsync(Call call)
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

        var (nonce, wait) = await codes.IssueAsync(CodePolicy.Login, contact.Index(index));
        if (nonce is null)
        {
            return Problems.TooMany(wait, new("Kode sudah terlalu sering diminta. Kode yang sudah terkirim tetap berlaku.", "Codes were asked for too often. A code already sent stays valid."));
        }

        if (await HolderAsync(contact) is { } participant)
        {
            await sender.SendAsync(participant, CodePolicy.Login, contact.Index(index), nonce, contact.Channel, contact.Address, call.Language);
        }

        return Reply.Accepted(new RegisterAnswer("sent"));
    }

    private async Task<Reply> CreateAsync(Call call)
    {
        if (call.Read<SessionRequest>(out var request) is { } unreadable)
        {
            return unreadable;
        }

        var (contact, problem) = Contact.Parse(request.Email, request.Phone);
        if (problem is not null)
        {
            return problem;
        }

        if (string.IsNullOrEmpty(request.Code) || request.Code.Length > 64)
        {
            return Problems.Invalid("code", new("Isi kode enam angka yang dikirim.", "Give the six-digit code that was sent."));
        }

        var (right, wait) = await codes.CheckAsync(CodePolicy.Login, contact.Index(index), request.Code.Trim());
        if (wait > TimeSpan.Zero)
        {
            return Problems.TooMany(wait, new("Terlalu banyak kode yang salah.", "Too many wrong codes."));
        }

        return right && await HolderAsync(contact) is { } participant && await ProveAsync(participant, contact) ? Token(participant) : WrongCode;
    }

    private static Problem WrongCode => new(401, "wrong-code", new("Kode salah", "Wrong code"),
        new("Kode salah, sudah dipakai, atau kedaluwarsa. Minta kode baru.", "The code is wrong, used, or has expired. Ask for a new one."));

    private Reply Token(string participant)
    {
        var (token, expires) = tokens.Issue(participant);
        return Reply.Created(new SessionAnswer(token, "Bearer", expires));
    }

    private async ValueTask<string?> HolderAsync(Contact contact)
    {
        var key = contact.Index(index);
        return contact.Email is null
            ? await claims.HolderAsync(ClaimKinds.Phone, key)
            : await claims.HolderAsync(ClaimKinds.Email, key) ?? await claims.HolderAsync(ContactChange.PendingEmail, key);
    }

    /// <summary>
    /// The person reads what is sent to this address: it is theirs from now on. False if somebody else proved it first, or the account is gone or has
    /// another address by now.
    /// </summary>
    private async Task<bool> ProveAsync(string participant, Contact contact)
    {
        var (kind, key) = (contact.Email is null ? ClaimKinds.Phone : ClaimKinds.Email, contact.Index(index));
        if (await claims.ClaimAsync(kind, key, participant) != participant)
        {
            return false;
        }

        var proven = await participants.ChangeAsync(participant, async change => change.Participant.ErasureRequestedAt is null
            && (contact.Email is null ? ContactChange.ProvePhone(change, key) : await ContactChange.ProveEmailAsync(change, contact.Email, key)));
        if (!proven)
        {
            await former.DropAsync(participant, kind, key);
        }

        return proven;
    }
}
