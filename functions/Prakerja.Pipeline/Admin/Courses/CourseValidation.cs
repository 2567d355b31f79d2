using Prakerja.Pipeline.Audit;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Partners;
using Prakerja.Pipeline.Training;

namespace Prakerja.Pipeline.Admin.Courses;

/// <param name="Decision">approve or reject.</param>
/// <param name="Reason">Needed to reject, and to approve a course with a conflict of interest.</param>
public sealed record ValidationRequest(string? Decision, string? Reason);

public sealed record AdminCourseList(IReadOnlyList<Course> Items, string? Next);

/// <summary>GET /api/admin/courses and POST …/{code}/validation: the programme's management judges price, content and mode before a course sells.</summary>
public sealed class CourseValidation(CourseCatalog catalog, ConflictsOfInterest conflicts, AuditTrail audit, TimeProvider clock) : IUseCase
{
    private static readonly TextRule ReasonRule = new(1, 500, Lines: true);

    public IEnumerable<Endpoint> Endpoints =>
    [
        new("list-courses-for-staff", "GET", "/api/admin/courses", Access.Operator | Access.Auditor, ListAsync)
        {
            Tag = "Operators", Response = typeof(AdminCourseList), Summary = "Courses in every state.",
            Query = [new("state", "submitted, validated, rejected or closed."), .. Paging.Query],
        },
        new("validate-course", "POST", "/api/admin/courses/{code}/validation", Access.Operator, HandleAsync)
        {
            Body = BodyKind.Json, BodyLimit = 4096, Tag = "Operators", Request = typeof(ValidationRequest), Response = typeof(Course),
            Summary = "Approves a course for sale or rejects it with a reason. One whose platform and institution share an owner (conflictOfInterest) needs a reason to be approved too.",
        },
    ];

    private async Task<Reply> ListAsync(Call call)
    {
        if (call.ReadPage(out var limit, out var cursor) is { } badPage)
        {
            return badPage;
        }

        CourseState? state = null;
        if (call.Query("state") is { } word)
        {
            if (!WireWord.Parse<CourseState>(word).TryGet(out var parsed, out var refused))
            {
                return Problems.Invalid("state", refused);
            }

            state = parsed;
        }

        var (items, next, problem) = await catalog.ListAsync(limit, cursor, course => state is null || course.State == state ? course : null);
        return problem ?? Reply.Ok(new AdminCourseList(items, next));
    }

    private async Task<Reply> HandleAsync(Call call)
    {
        if (call.Read<ValidationRequest>(out var request) is { } unreadable)
        {
            return unreadable;
        }

        var fields = new Fields();
        fields.Check("decision", request.Decision is "approve" or "reject", new("approve atau reject.", "approve or reject."));
        var approve = request.Decision == "approve";
        var reason = approve && string.IsNullOrWhiteSpace(request.Reason) ? null : fields.Take("reason", ReasonRule.Parse(request.Reason));
        return fields.Problem is { } problem ? problem : await DecideAsync(call, approve ? CourseState.Validated : CourseState.Rejected, reason);
    }

    private async Task<Reply> DecideAsync(Call call, CourseState decided, string? reason)
    {
        while (true)
        {
            if (await catalog.FindAsync(call.Route("code")) is not { } found)
            {
                return Problems.NotFound;
            }

            if (found.Course.State == CourseState.Closed)
            {
                return Problems.Conflict("course-closed", new("Pelatihan sudah ditutup", "The course is closed"),
                    new("Platform telah menarik pelatihan ini dari penjualan.", "The platform has taken this course off sale."));
            }

            var conflict = await conflicts.IsAsync(found.Course, call.Cancellation);
            if (conflict && reason is null)
            {
                return Problems.Invalid("reason", new(
                    "Platform dan lembaga ini satu pemilik: tulis mengapa pelatihan ini tetap dijual.", "Platform and institution share an owner: say why this course is sold all the same."));
            }

            await audit.AppendAsync(call.Caller.Id, decided == CourseState.Validated ? "approve-course" : "reject-course", found.Course.CourseCode);
            var course = found.Course with { State = decided, DecisionReason = reason, DecidedBy = call.Caller.Id, DecidedAt = clock.GetUtcNow(), ConflictOfInterest = conflict };
            if (await catalog.StoreAsync(course, found.ETag))
            {
                return Reply.Ok(course);
            }
        }
    }
}
