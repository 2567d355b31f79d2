using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Training;

namespace Prakerja.Pipeline.Partners;

public sealed record CourseStateView(string CourseCode, string State, string? Reason);

/// <summary>PUT /api/partners/courses/{courseCode}: a platform hands in a course, or a new version of one, for validation.</summary>
public sealed class PutCourse(PartnerSignatures signatures, IPartnerDirectory partners, CourseCatalog catalog, TimeProvider clock) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        new("put-course", "PUT", "/api/partners/courses/{courseCode}", Access.Partner, HandleAsync)
        {
            Headers = PartnerSignatures.EitherHeaders,
            Body = BodyKind.Raw, BodyLimit = 64 * 1024, Replayable = false, Tag = "Partners", Request = typeof(CourseRequest), Response = typeof(CourseStateView),
            Summary = "Submits or replaces a course; it is sold once the programme's management has validated it.",
        },
    ];

    private async Task<Reply> HandleAsync(Call call)
    {
        var signed = await signatures.VerifyAsync(call);
        if (signed.Partner is not { } partner)
        {
            return signed.Problem!;
        }

        if (partner.Kind != PartnerKind.Platform)
        {
            return NotAPlatform;
        }

        if (call.Read<CourseRequest>(out var request) is { } unreadable)
        {
            return unreadable;
        }

        var (course, problem) = request.Parse(call.Route("courseCode"), partner.Id, clock.GetUtcNow());
        if (problem is not null)
        {
            return problem;
        }

        return await partners.FindByIdAsync(course!.Institution, call.Cancellation) is { Kind: PartnerKind.Institution } institution
            ? await StoreAsync(course with { ConflictOfInterest = ConflictsOfInterest.Is(partner, institution) })
            : Problems.Invalid("institution", new("Lembaga pelatihan ini tidak dikenal.", "There is no such institution."));
    }

    private async Task<Reply> StoreAsync(Course course)
    {
        while (true)
        {
            var known = await catalog.FindAsync(course.CourseCode);
            if (known is { Course.Platform: var owner } && owner != course.Platform)
            {
                return PartnerProblems.NotYours;
            }

            if (await catalog.StoreAsync(course, known?.ETag))
            {
                return Reply.Ok(new CourseStateView(course.CourseCode, course.State.Word(), null));
            }
        }
    }

    private static Problem NotAPlatform => new(403, "not-a-platform", new("Bukan platform", "Not a platform"),
        new("Hanya platform yang mengajukan pelatihan.", "Only platforms submit courses."));
}
