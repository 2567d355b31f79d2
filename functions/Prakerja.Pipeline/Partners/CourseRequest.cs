using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Training;

namespace Prakerja.Pipeline.Partners;

public sealed record ScheduleRequest(string? ScheduleCode, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt, int? Sessions)
{
    /// <summary>In place of a null in a list: every field is missing.</summary>
    internal static ScheduleRequest Empty { get; } = new(null, null, null, null);
}

/// <param name="Institution">Partner id of the institution that gives it.</param>
/// <param name="Price">Whole Rupiah.</param>
/// <param name="Regencies">Dotted codes; none: everywhere.</param>
/// <param name="Closed">True takes it off sale without validation.</param>
/// <param name="CommissionBasisPoints">What the platform keeps of the price, 0-1500 (15 %); 0 if left out.</param>
public sealed record CourseRequest(
    string? Title, string? Institution, string? Mode, long? Price, IReadOnlyList<string>? Regencies, IReadOnlyList<ScheduleRequest?>? Schedules,
    string? Occupation, string? Level, string? Kind, int? Hours, bool? Closed,
    int? CommissionBasisPoints = null)
{
    private const int MostSchedules = 100;
    private const int MostSessions = 60;
    private const int MostHours = 1000;

    /// <summary>The most any scheme's balance can pay.</summary>
    private static readonly long MostPrice = SchemeTable.All.Max(s => s.TrainingBalance);

    /// <summary>The course to be validated, or every bad field.</summary>
    public (Course? Course, Problem? Problem) Parse(string courseCode, string platform, DateTimeOffset now)
    {
        var fields = new Fields();
        fields.Check("courseCode", CourseCatalog.IsCode(courseCode), new("1-64 huruf, angka, titik, garis bawah atau tanda hubung.", "1-64 letters, digits, dots, underscores or hyphens."));
        var price = fields.Need("price", Price);
        fields.Check("price", price >= 1 && price <= MostPrice, new($"Rupiah bulat, 1 sampai {MostPrice}.", $"Whole Rupiah, 1 to {MostPrice}."));
        var hours = fields.Need("hours", Hours);
        fields.Check("hours", hours is >= 1 and <= MostHours, new($"1 sampai {MostHours} jam.", $"1 to {MostHours} hours."));
        var commission = CommissionBasisPoints ?? 0;
        fields.Check("commissionBasisPoints", Commission.Allows(commission), new(
            $"Bilangan bulat 0 sampai {Commission.MostBasisPoints} (15 %).", $"A whole number from 0 to {Commission.MostBasisPoints} (15 %)."));
        var regencies = Regencies ?? [];
        fields.Check("regencies", regencies.Count <= 600 && regencies.All(code => RegencyTable.Find(code) is not null), new("Pakai kode kabupaten/kota seperti 32.73.", "Use regency codes such as 32.73."));
        var course = new Course(
            courseCode, fields.Take("title", TextRule.Title.Parse(Title)), platform, fields.Need("institution", Institution),
            fields.Take("mode", WireWord.Parse<TrainingMode>(Mode)), price, regencies, ReadSchedules(fields),
            fields.Take("occupation", TextRule.Title.Parse(Occupation)), fields.Take("level", WireWord.Parse<CourseLevel>(Level)),
            fields.Take("kind", WireWord.Parse<CourseKind>(Kind)), hours)
        {
            State = Closed == true ? CourseState.Closed : CourseState.Submitted, SubmittedAt = now, CommissionBasisPoints = commission,
        };
        return fields.Problem is { } problem ? (null, problem) : (course, null);
    }

    private CourseSchedule[] ReadSchedules(Fields fields)
    {
        ScheduleRequest[] given = [.. (Schedules ?? []).Select(s => s ?? ScheduleRequest.Empty)];
        fields.Check("schedules", given.Length <= MostSchedules, new($"Paling banyak {MostSchedules} jadwal.", $"At most {MostSchedules} schedules."));
        fields.Check("schedules", given.Select(s => s.ScheduleCode).Distinct(StringComparer.Ordinal).Count() == given.Length, new("Kode jadwal tidak boleh berulang.", "Schedule codes must not repeat."));
        return [.. given.Take(MostSchedules).Select((schedule, at) => ReadSchedule(fields, schedule, $"schedules[{at}]"))];
    }

    private static CourseSchedule ReadSchedule(Fields fields, ScheduleRequest given, string field)
    {
        fields.Check($"{field}.scheduleCode", CourseCatalog.IsCode(given.ScheduleCode), new("1-64 huruf, angka, titik, garis bawah atau tanda hubung.", "1-64 letters, digits, dots, underscores or hyphens."));
        var (starts, ends) = (fields.Need($"{field}.startsAt", given.StartsAt), fields.Need($"{field}.endsAt", given.EndsAt));
        fields.Check($"{field}.endsAt", given.StartsAt is null || given.EndsAt is null || ends > starts, new("Harus setelah mulai.", "Must be after the start."));
        var sessions = fields.Need($"{field}.sessions", given.Sessions);
        fields.Check($"{field}.sessions", given.Sessions is null or (>= 1 and <= MostSessions), new($"1 sampai {MostSessions} sesi.", $"1 to {MostSessions} sessions."));
        return new CourseSchedule(given.ScheduleCode ?? "", starts, ends, sessions);
    }
}
