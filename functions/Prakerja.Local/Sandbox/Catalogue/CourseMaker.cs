using System.Globalization;
using Prakerja.Domain;
using Prakerja.Domain.Schemes;
using Prakerja.Local.Sandbox.Partners;
using Prakerja.Local.Sandbox.Residents;
using Prakerja.Pipeline.Training;

namespace Prakerja.Local.Sandbox.Catalogue;

/// <summary>Makes up the courses of the sandbox's platforms and their schedules of a month; always the same ones.</summary>
internal static class CourseMaker
{
    private const int PriceStep = 25_000;
    private const int FirstHour = 9;
    private const int SessionHours = 3;
    private const int LeastCommission = 1_000;
    private const int CommissionStep = 100;

    public static int Count => CourseTitles.All.Count;

    public static Course Make(int index, DateTimeOffset now)
    {
        var (title, occupation, mode) = CourseTitles.All[index];
        var dice = new Dice(0, index, 6);
        // Two of three online ones cost at most a million: the whole balance of semi-bansos, which buys online courses only.
        var steps = mode == TrainingMode.Online && index % 3 != 0 ? (1_000_000 - 150_000) / PriceStep : (1_500_000 - 150_000) / PriceStep;
        var (platform, institution) = (SandboxPartners.Platforms[index % SandboxPartners.Platforms.Length], SandboxPartners.Institutions[index % SandboxPartners.Institutions.Length]);
        return new Course(
            CodeOf(index), title, platform, institution,
            mode, 150_000 + (dice.Next(steps + 1) * PriceStep), [], [], occupation, dice.Pick(Enum.GetValues<CourseLevel>()), dice.Pick(Enum.GetValues<CourseKind>()),
            SessionsOf(index) * SessionHours)
        {
            State = CourseState.Validated, DecidedBy = "sandbox", DecidedAt = now, SubmittedAt = now,
            CommissionBasisPoints = LeastCommission + (index % 6 * CommissionStep), ConflictOfInterest = SandboxPartners.OwnerOf(platform) == SandboxPartners.OwnerOf(institution),
        };
    }

    public static string CodeOf(int index) => string.Create(CultureInfo.InvariantCulture, $"KURSUS-{index + 1:D3}");

    /// <summary>Two a month, a fortnight apart, a session a day.</summary>
    public static IEnumerable<CourseSchedule> SchedulesOf(int index, DateOnly month)
    {
        var first = new Dice(month.Year * 12L + month.Month, index, 6).Next(13);
        foreach (var (day, half) in new[] { (first, "A"), (first + 14, "B") })
        {
            var start = Wib.StartOf(new DateOnly(month.Year, month.Month, 1).AddDays(day)).AddHours(FirstHour);
            var sessions = SessionsOf(index);
            yield return new CourseSchedule($"{CodeOf(index)}-{month:yyyyMM}{half}", start, start.AddDays(sessions - 1).AddHours(SessionHours), sessions);
        }
    }

    private static int SessionsOf(int index) => 1 + (index % 4);
}
