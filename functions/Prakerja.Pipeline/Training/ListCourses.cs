using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Training;

/// <param name="Sessions">How many.</param>
public sealed record ScheduleView(string ScheduleCode, DateTimeOffset StartsAt, DateTimeOffset EndsAt, int Sessions);

/// <param name="ConflictOfInterest">Platform and institution have one owner.</param>
public sealed record CourseView(
    string CourseCode, string Title, string Platform, string Institution, string Mode, long Price, IReadOnlyList<ScheduleView> Schedules,
    string Occupation, string Level, string Kind, int Hours, IReadOnlyList<string> Regencies, bool ConflictOfInterest)
{
    /// <summary>With the schedules that can still be bought.</summary>
    public static CourseView Of(Course course, DateTimeOffset now) => new(
        course.CourseCode, course.Title, course.Platform, course.Institution, course.Mode.Word(), course.Price,
        [.. course.OpenSchedules(now).Select(s => new ScheduleView(s.ScheduleCode, s.StartsAt, s.EndsAt, s.Sessions))],
        course.Occupation, course.Level.Word(), course.Kind.Word(), course.Hours, course.Regencies, course.ConflictOfInterest);
}

public sealed record CourseList(IReadOnlyList<CourseView> Items, string? Next);

/// <summary>GET /api/courses: what is on sale; with an applicant's token only what the bearer may buy.</summary>
public sealed class ListCourses(CourseCatalog catalog, ParticipantStore participants, TimeProvider clock) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        new("list-courses", "GET", "/api/courses", Access.Optional, HandleAsync)
        {
            Tag = "Training", Response = typeof(CourseList), Summary = "Courses on sale; with a token, what the bearer may buy.",
            Query = [new("mode", "online, offline or hybrid."), new("q", "Words of title or occupation."), .. Paging.Query],
        },
    ];

    private async Task<Reply> HandleAsync(Call call)
    {
        if (call.ReadPage(out var limit, out var cursor) is { } badPage)
        {
            return badPage;
        }

        TrainingMode? mode = null;
        if (call.Query("mode") is { Length: > 0 } word)
        {
            if (!WireWord.Parse<TrainingMode>(word).TryGet(out var parsed, out var refused))
            {
                return Problems.Invalid("mode", refused);
            }

            mode = parsed;
        }

        var bearer = call.Caller.IsApplicant ? await participants.FindAsync(call.Caller.Id) : null;
        if (call.Caller.IsApplicant && bearer is null)
        {
            return Problems.Unauthorized;
        }

        var (now, words) = (clock.GetUtcNow(), Words(call.Query("q")));
        var (items, next, problem) = await catalog.ListAsync(limit, cursor, course =>
            course.IsOnSale(now) && (mode is null || course.Mode == mode) && Fits(course, words)
            && (bearer is null || PurchaseRules.Judge(bearer, course, null, now).Problem is null) ? CourseView.Of(course, now) : null);
        return problem ?? Reply.Ok(new CourseList(items, next));
    }

    private static string[] Words(string? query) => (query ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool Fits(Course course, string[] words) => words.All(word =>
        course.Title.Contains(word, StringComparison.OrdinalIgnoreCase) || course.Occupation.Contains(word, StringComparison.OrdinalIgnoreCase));
}
