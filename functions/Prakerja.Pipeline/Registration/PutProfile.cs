using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Registration;

public sealed record ProfileRequest(
    string? FullName, string? BirthPlace, DateOnly? BirthDate, string? Gender, string? MothersMaidenName, string? Address, string? Regency,
    string? Education, string? Employment, bool? Affected, bool? Village, bool? Disability);

/// <summary>Step 5: personal data.</summary>
public sealed class PutProfile(ParticipantStore participants, IdentityAttempts attempts, TimeProvider clock) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        new("put-profile", "PUT", "/api/me/profile", Access.Applicant, HandleAsync)
        {
            Body = BodyKind.Json, BodyLimit = 16 * 1024, SuccessStatus = 204, Tag = "Registration", Request = typeof(ProfileRequest), Summary = "Personal data.",
        },
    ];

    /// <summary>The profile of a request, or the problem that names every bad field.</summary>
    public static (ProfileFacts? Facts, Func<Personal, Personal>? Edit, Problem? Problem) Parse(ProfileRequest request, DateOnly today)
    {
        var fields = new Fields();
        var name = fields.Take("fullName", TextRule.PersonName.Parse(request.FullName));
        var place = fields.Take("birthPlace", TextRule.Place.Parse(request.BirthPlace));
        var mother = fields.Take("mothersMaidenName", TextRule.PersonName.Parse(request.MothersMaidenName));
        var address = fields.Take("address", TextRule.Address.Parse(request.Address));
        var born = fields.Need("birthDate", request.BirthDate);
        fields.Check("birthDate", request.BirthDate is null || (born < today && born > today.AddYears(-130)),
            new("Tanggal lahir harus di masa lalu dan masuk akal.", "The birth date must be in the past and plausible."));
        var regency = fields.Need("regency", request.Regency);
        fields.Check("regency", regency.Length == 0 || RegencyTable.Find(regency) is not null,
            new("Kode kabupaten/kota bertitik, misalnya 32.73.", "A dotted regency code such as 32.73."));
        var facts = new ProfileFacts(
            regency, fields.Take("gender", WireWord.Parse<Gender>(request.Gender)), fields.Take("education", Education.Parse(request.Education)),
            fields.Take("employment", WireWord.Parse<Employment>(request.Employment)), fields.Need("affected", request.Affected),
            fields.Need("village", request.Village), fields.Need("disability", request.Disability));
        return fields.Problem is { } problem
            ? (null, null, problem)
            : (facts, p => p with { FullName = name, BirthPlace = place, BirthDate = born, MothersMaidenName = mother, Address = address }, null);
    }

    private async Task<Reply> HandleAsync(Call call)
    {
        if (call.Read<ProfileRequest>(out var request) is { } unreadable)
        {
            return unreadable;
        }

        var (facts, edit, problem) = Parse(request, Wib.DateOf(clock.GetUtcNow()));
        return problem is not null ? problem : await participants.ChangeAsync(call, change => ApplyAsync(change, facts!, edit!));
    }

    private async ValueTask<Reply> ApplyAsync(ParticipantChange change, ProfileFacts facts, Func<Personal, Personal> edit)
    {
        var before = await change.PersonalAsync();
        var after = edit(before);
        if (after == before && facts == change.Participant.Facts.Profile)
        {
            return Reply.NoContent;
        }

        if (!RegistrationProgress.FactsAreOpen(change.Participant))
        {
            return StepProblems.Locked;
        }

        await change.SetPersonalAsync(after);
        RegistrationProgress.Change(change, f => f with { Profile = facts });
        return await attempts.GuardAsync(change, Reply.NoContent);
    }
}
