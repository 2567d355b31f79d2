using Prakerja.Pipeline.Audit;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Me;
using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Admin;

/// <summary>Personal data as staff see it: enough to recognise a caller, too little to become one.</summary>
public sealed record MaskedPerson(string? FullName, int? BirthYear, string? Nik, string? FamilyCardNumber, string? Email, string? Phone)
{
    public static MaskedPerson Of(Personal personal) => new(
        personal.FullName, personal.BirthDate?.Year, Tail(personal.Nik), Tail(personal.FamilyCardNumber), Address(personal.Email), Tail(personal.Phone));

    /// <summary>The last four digits.</summary>
    private static string? Tail(string? value) => value is null ? null : new string('*', Math.Max(0, value.Length - 4)) + value[^Math.Min(4, value.Length)..];

    /// <summary>First letter and domain.</summary>
    private static string? Address(string? email) => email is null ? null : $"{email[..1]}***{email[email.LastIndexOf('@')..]}";
}

/// <param name="Registries">What the exclusion registries said last.</param>
/// <param name="Erased">Nothing personal is left.</param>
public sealed record StaffParticipant(
    string ParticipantId, string State, DateTimeOffset RegisteredAt, bool Erased, MaskedPerson? Person, ProfileFacts? Profile, DeclarationFacts? Declaration,
    string Verification, RegistryFacts Registries, int? Group, string? Domicile, Assistance? Assistance, Dashboard Dashboard);

/// <summary>GET /api/admin/participants/{id}: one person as staff see them; the person sees who looked.</summary>
public sealed class ParticipantsView(
    ParticipantStore participants, AccessLog accessLog, AuditTrail audit, IEnumerable<IDashboardPart> parts, TimeProvider clock) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        new("get-participant", "GET", "/api/admin/participants/{id}", Access.Operator | Access.Reviewer | Access.Auditor, HandleAsync)
        {
            Tag = "Staff", Response = typeof(StaffParticipant), Summary = "One person, personal data masked. Logged where the person can see it.",
        },
    ];

    private async Task<Reply> HandleAsync(Call call)
    {
        if (await participants.FindAsync(call.Route("id")) is not { } found)
        {
            return Problems.NotFound;
        }

        var erased = found.ErasedAt is not null;
        await audit.AppendAsync(call.Caller.Id, "read-participant", found.Id);
        if (!erased)
        {
            await accessLog.RecordAsync(found.Id, call.Caller.Id, "participant");
        }

        var person = erased ? null : MaskedPerson.Of(await participants.OpenAsync(found));
        return Reply.Ok(new StaffParticipant(
            found.Id, found.State.Word(), found.RegisteredAt, erased, person, found.Facts.Profile, found.Facts.Declaration, found.Verification.State.Word(),
            found.Verification.Registries, found.Verification.Group, found.Facts.Domicile, found.Assistance, await DashboardAsync(found, call.English)));
    }

    private async Task<Dashboard> DashboardAsync(Participant found, bool english)
    {
        var draft = new DashboardDraft(found, clock.GetUtcNow(), english);
        foreach (var part in parts)
        {
            await part.FillAsync(draft);
        }

        return draft.Finish();
    }
}
