using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Lifecycles;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Security;

namespace Prakerja.Pipeline.Accounts;

public sealed record PhoneCodeRequest(string? Code);

/// <summary>Step 7: proves the phone by a code. Three wrong codes, then 24 h.</summary>
public sealed class PhoneVerification(
    ParticipantStore participants, Claims claims, BlindIndex index, OneTimeCodes codes, CodeSender sender, FormerClaims former) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        new("request-phone-code", "POST", "/api/me/phone/codes", Access.Applicant, RequestAsync)
        {
            BeforeConfirmation = true, SuccessStatus = 202, Tag = "Registration", Response = typeof(RegisterAnswer), Summary = "Sends a code to the account's phone by SMS.",
        },
        new("verify-phone", "POST", "/api/me/phone/verifications", Access.Applicant, VerifyAsync)
        {
            BeforeConfirmation = true, Body = BodyKind.Json, BodyLimit = 4096, SuccessStatus = 204, Tag = "Registration", Request = typeof(PhoneCodeRequest),
            Summary = "Verifies the phone with the code.",
        },
    ];

    private static Problem NoPhone => Problems.Conflict("no-phone", new("Belum ada nomor ponsel", "There is no phone yet"),
        new("Isi nomor ponsel lewat PUT /api/me/contacts.", "Set a phone with PUT /api/me/contacts first."));

    private static Problem Changed => Problems.Conflict("phone-changed", new("Nomor ponsel sudah diganti", "The phone was changed"),
        new("Minta kode untuk nomor yang baru.", "Ask for a code for the new one."));

    private async Task<Reply> RequestAsync(Call call)
    {
        if (await participants.FindAsync(call.Caller.Id) is not { } participant)
        {
            return Problems.Unauthorized;
        }

        if ((await participants.OpenAsync(participant)).Phone is not { } phone)
        {
            return NoPhone;
        }

        var key = index.Phone(phone);
        var (nonce, wait) = await codes.IssueAsync(CodePolicy.Phone, key);
        if (nonce is null)
        {
            return Problems.TooMany(wait, new("Kode sudah terlalu sering diminta. Kode yang sudah terkirim tetap berlaku.", "Codes were asked for too often. A code already sent stays valid."));
        }

        await sender.SendAsync(participant.Id, CodePolicy.Phone, key, nonce, "sms", phone, call.Language);
        return Reply.Accepted(new RegisterAnswer("sent"));
    }

    private async Task<Reply> VerifyAsync(Call call)
    {
        if (call.Read<PhoneCodeRequest>(out var request) is { } unreadable)
        {
            return unreadable;
        }

        if (string.IsNullOrWhiteSpace(request.Code) || request.Code.Length > 64)
        {
            return Problems.Invalid("code", new("Isi kode enam angka yang dikirim lewat SMS.", "Give the six-digit code sent by SMS."));
        }

        if (await participants.FindAsync(call.Caller.Id) is not { } participant)
        {
            return Problems.Unauthorized;
        }

        return participant.Contacts.PhoneIndex is { } key ? await CheckAsync(call, key, request.Code.Trim()) : NoPhone;
    }

    private async Task<Reply> CheckAsync(Call call, string key, string code)
    {
        var (right, wait) = await codes.CheckAsync(CodePolicy.Phone, key, code);
        if (wait > TimeSpan.Zero)
        {
            return Problems.TooMany(wait, new("Terlalu banyak kode yang salah.", "Too many wrong codes."));
        }

        if (!right)
        {
            return Problems.Invalid("code", new("Kode salah, sudah dipakai, atau kedaluwarsa.", "The code is wrong, used, or has expired."));
        }

        // Only the holder of the phone gets here, so this tells nobody else that the phone is in use.
        if (await claims.ClaimAsync(ClaimKinds.Phone, key, call.Caller.Id) != call.Caller.Id)
        {
            return Problems.Conflict("phone-not-accepted", new("Nomor ini tidak dapat dipakai", "This phone cannot be used"),
                new("Pakai nomor lain untuk akun ini, atau ajukan pengaduan.", "Use another phone for this account, or file a complaint."));
        }

        var reply = await participants.ChangeAsync(call, change => ValueTask.FromResult(
            change.Participant.Contacts.PhoneIndex == key && ContactChange.ProvePhone(change, key) ? Reply.NoContent : Changed));
        if (!reply.IsSuccess)
        {
            await former.DropAsync(call.Caller.Id, ClaimKinds.Phone, key);
        }

        return reply;
    }
}
