using Prakerja.Pipeline.Accounts;
using Prakerja.Pipeline.Audit;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Security;

namespace Prakerja.Pipeline.Admin;

public sealed record ParticipantSearchRequest(string? Nik, string? Email, string? Phone, string? ParticipantId, string? CardNumber);

public sealed record ParticipantSearchItem(string ParticipantId, string State);

public sealed record ParticipantSearchAnswer(IReadOnlyList<ParticipantSearchItem> Items);

/// <summary>POST /api/admin/participants/search: by exactly one exact value; found people see in their access log that they were looked for.</summary>
public sealed class ParticipantsSearch(ParticipantStore participants, Claims claims, BlindIndex index, AccessLog accessLog, AuditTrail audit) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        new("search-participants", "POST", "/api/admin/participants/search", Access.Operator | Access.Reviewer | Access.Auditor, HandleAsync)
        {
            Body = BodyKind.Json, BodyLimit = 4096, Replayable = false, Tag = "Staff", Request = typeof(ParticipantSearchRequest), Response = typeof(ParticipantSearchAnswer),
            Summary = "Finds people by one exact value: nik (once verified), email, phone, participantId or cardNumber. Logged where they can see it.",
        },
    ];

    private async Task<Reply> HandleAsync(Call call)
    {
        if (call.Read<ParticipantSearchRequest>(out var request) is { } unreadable)
        {
            return unreadable;
        }

        var (ids, problem) = await CandidatesAsync(request);
        if (problem is not null)
        {
            return problem;
        }

        var items = new List<ParticipantSearchItem>();
        foreach (var id in ids.Distinct(StringComparer.Ordinal))
        {
            if (await participants.FindAsync(id) is { ErasedAt: null } found)
            {
                await accessLog.RecordAsync(found.Id, call.Caller.Id, "search");
                await audit.AppendAsync(call.Caller.Id, "search-participant", found.Id);
                items.Add(new ParticipantSearchItem(found.Id, found.State.Word()));
            }
        }

        return Reply.Ok(new ParticipantSearchAnswer(items));
    }

    private async Task<(IReadOnlyList<string> Ids, Problem? Problem)> CandidatesAsync(ParticipantSearchRequest request)
    {
        var fields = new Fields();
        var given = new[] { request.Nik, request.Email, request.Phone, request.ParticipantId, request.CardNumber }.Count(v => v is not null);
        fields.Check("nik", given == 1, new("Isi tepat satu dari nik, email, phone, participantId, cardNumber.", "Give exactly one of nik, email, phone, participantId, cardNumber."));
        var nik = request.Nik is null ? null : fields.Take("nik", Nik.Parse(request.Nik))?.Digits;
        var email = request.Email is null ? null : fields.Take("email", EmailAddress.Parse(request.Email))?.Value;
        var phone = request.Phone is null ? null : fields.Take("phone", PhoneNumber.Parse(request.Phone))?.E164;
        fields.Check("cardNumber", request.CardNumber is null || (request.CardNumber.Length == 16 && request.CardNumber.All(char.IsAsciiDigit)), new("16 angka.", "16 digits."));
        fields.Check("participantId", request.ParticipantId is null || IsId(request.ParticipantId), new("32 angka heksadesimal.", "32 hex digits."));
        if (fields.Problem is { } problem)
        {
            return ([], problem);
        }

        (string Kind, string Index)[] wanted = nik is not null ? [(ClaimKinds.Nik, index.Nik(nik)), (ClaimKinds.Recipient, index.Nik(nik)), (ClaimKinds.Revoked, index.Nik(nik))]
            : email is not null ? [(ClaimKinds.Email, index.Email(email)), (ContactChange.PendingEmail, index.Email(email))]
            : phone is not null ? [(ClaimKinds.Phone, index.Phone(phone))]
            : request.CardNumber is { } card ? [(CardClaim, card)]
            : [];
        return wanted.Length == 0 ? ([request.ParticipantId!], null) : (await HoldersAsync(wanted), null);
    }

    /// <summary>Kind of the claim by which a card number is found; made with the award.</summary>
    public const string CardClaim = "card";

    private static bool IsId(string id) => id.Length == 32 && id.All(char.IsAsciiHexDigitLower);

    private async Task<IReadOnlyList<string>> HoldersAsync((string Kind, string Index)[] wanted)
    {
        var holders = new List<string>();
        foreach (var (kind, key) in wanted)
        {
            if (await claims.HolderAsync(kind, key) is { } holder)
            {
                holders.Add(holder);
            }
        }

        return holders;
    }
}
