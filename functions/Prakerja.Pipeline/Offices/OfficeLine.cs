using System.Globalization;
using Prakerja.Pipeline.Accounts;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Registration;

namespace Prakerja.Pipeline.Offices;

/// <summary>One application of an office's file, read; or what is wrong with the line.</summary>
/// <param name="Edit">Fills in the personal data.</param>
public sealed record OfficeLine(
    int Line, Contact Contact, string Nik, string FamilyCardNumber, ProfileFacts Profile, DeclarationFacts Declaration, Func<Personal, Personal> Edit)
{
    public static IReadOnlyList<string> Columns { get; } =
    [
        "nik", "familyCardNumber", "fullName", "birthPlace", "birthDate", "gender", "mothersMaidenName", "address", "regency", "education", "employment",
        "affected", "village", "disability", "inFormalEducation", "occupation", "receivesSocialAid", "monthlyWage", "consent", "email", "phone",
    ];

    private static LocalText Boolean => new("Isi true atau false.", "Give true or false.");

    private static LocalText Consent => new("Orang itu harus menyetujui; isi true.", "The person must consent; give true.");

    /// <param name="cells">By column; empty cells are left out.</param>
    /// <param name="regencies">Those the office is bound to.</param>
    public static (OfficeLine? Read, Problem? Problem) Parse(int line, IReadOnlyDictionary<string, string> cells, IReadOnlyList<string> regencies, DateTimeOffset now)
    {
        var fields = new Fields();
        var nik = fields.Take("nik", People.Nik(cells.GetValueOrDefault("nik")));
        var card = fields.Take("familyCardNumber", People.Card(cells.GetValueOrDefault("familyCardNumber")));
        fields.Check("consent", Flag(fields, cells, "consent") == true, Consent);
        fields.Check("regency", cells.GetValueOrDefault("regency") is not { } regency || RegencyTable.Find(regency) is null || regencies.Contains(regency, StringComparer.Ordinal),
            new("Di luar wilayah kantor ini.", "Outside of this office's area."));
        var (profile, edit, badProfile) = PutProfile.Parse(ProfileOf(fields, cells), Wib.DateOf(now));
        var (declaration, badDeclaration) = PutDeclaration.Parse(DeclarationOf(fields, cells), now);
        var (contact, badContact) = ContactOf(cells);
        return Merge(fields.Problem, badProfile, badDeclaration, badContact) is { } problem
            ? (null, problem)
            : (new OfficeLine(line, contact, nik, card, profile!, declaration!, p => edit!(p) with { Nik = nik, FamilyCardNumber = card }), null);
    }

    private static ProfileRequest ProfileOf(Fields fields, IReadOnlyDictionary<string, string> cells)
    {
        DateOnly? born = DateOnly.TryParseExact(cells.GetValueOrDefault("birthDate"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
        fields.Check("birthDate", born is not null || !cells.ContainsKey("birthDate"), new("Tulis seperti 1995-03-04.", "Write it as 1995-03-04."));
        return new ProfileRequest(
            cells.GetValueOrDefault("fullName"), cells.GetValueOrDefault("birthPlace"), born, cells.GetValueOrDefault("gender"), cells.GetValueOrDefault("mothersMaidenName"),
            cells.GetValueOrDefault("address"), cells.GetValueOrDefault("regency"), cells.GetValueOrDefault("education"), cells.GetValueOrDefault("employment"),
            Flag(fields, cells, "affected"), Flag(fields, cells, "village"), Flag(fields, cells, "disability"));
    }

    private static DeclarationRequest DeclarationOf(Fields fields, IReadOnlyDictionary<string, string> cells)
    {
        long? wage = long.TryParse(cells.GetValueOrDefault("monthlyWage"), NumberStyles.None, CultureInfo.InvariantCulture, out var rupiah) ? rupiah : null;
        fields.Check("monthlyWage", wage is not null || !cells.ContainsKey("monthlyWage"), new("Rupiah bulat, hanya angka.", "Whole Rupiah, digits only."));
        return new DeclarationRequest(
            Flag(fields, cells, "inFormalEducation"), cells.GetValueOrDefault("occupation"), Flag(fields, cells, "receivesSocialAid"), wage, ["offline"], Truthful: true);
    }

    private static bool? Flag(Fields fields, IReadOnlyDictionary<string, string> cells, string column)
    {
        var cell = cells.GetValueOrDefault(column);
        bool? flag = cell switch { "true" => true, "false" => false, _ => null };
        fields.Check(column, flag is not null || cell is null, Boolean);
        return flag;
    }

    /// <summary>Neither is needed: that is what an office is for.</summary>
    private static (Contact Contact, Problem? Problem) ContactOf(IReadOnlyDictionary<string, string> cells) =>
        cells.ContainsKey("email") || cells.ContainsKey("phone")
            ? Contact.Parse(cells.GetValueOrDefault("email"), cells.GetValueOrDefault("phone"))
            : (new Contact(null, null), null);

    private static Problem? Merge(params Problem?[] problems)
    {
        var errors = problems.Where(p => p?.Errors is not null).SelectMany(p => p!.Errors!).GroupBy(e => e.Key, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => (IReadOnlyList<LocalText>)[.. g.SelectMany(e => e.Value).Distinct()], StringComparer.Ordinal);
        return errors.Count == 0 ? null : Problems.Invalid(errors);
    }

    private static class People
    {
        public static Parsed<string> Nik(string? text) => Of(Domain.People.Nik.Parse(text), n => n.Digits);

        public static Parsed<string> Card(string? text) => Of(Domain.People.FamilyCardNumber.Parse(text), c => c.Digits);

        private static Parsed<string> Of<T>(Parsed<T> parsed, Func<T, string> digits) =>
            parsed.IsOk ? Parsed.Ok(digits(parsed.Value)) : Parsed.Refused<string>(parsed.Problem);
    }
}
