using System.Globalization;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Training;

public sealed record PurchaseRequest(string? CourseCode, string? ScheduleCode);

/// <param name="Balance">Whole Rupiah left.</param>
public sealed record PurchaseAnswer(string RedeemCode, string InvoiceCode, long Price, long Balance);

/// <summary>POST /api/me/purchases: buys a course with the training balance.</summary>
public sealed class BuyCourse(ParticipantStore participants, CourseCatalog catalog, RedeemCodes codes, TimeProvider clock) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        new("buy-course", "POST", "/api/me/purchases", Access.Applicant, HandleAsync)
        {
            Body = BodyKind.Json, BodyLimit = 4096, SuccessStatus = 201, ReplayFor = TimeSpan.MaxValue, Tag = "Training",
            Request = typeof(PurchaseRequest), Response = typeof(PurchaseAnswer), Summary = "Buys a course with the training balance.",
        },
    ];

    private async Task<Reply> HandleAsync(Call call)
    {
        if (call.Read<PurchaseRequest>(out var request) is { } unreadable)
        {
            return unreadable;
        }

        if (string.IsNullOrWhiteSpace(request.CourseCode))
        {
            return Problems.Invalid("courseCode", Fields.Missing);
        }

        if (await participants.FindAsync(call.Caller.Id) is not { } participant)
        {
            return Problems.Unauthorized;
        }

        if (await catalog.FindAsync(request.CourseCode) is not { Course: var course })
        {
            return Problems.NotFound;
        }

        if (PurchaseRules.Judge(participant, course, request.ScheduleCode, clock.GetUtcNow()).Problem is { } refused)
        {
            return refused;
        }

        var code = await codes.MintAsync(new RedeemTarget(participant.Id, course.Platform, course.Institution));
        return await participants.ChangeAsync(call, change => ValueTask.FromResult(Buy(change, course, request.ScheduleCode, code)));
    }

    private static Reply Buy(ParticipantChange change, Course course, string? scheduleCode, string code)
    {
        var (schedule, refused) = PurchaseRules.Judge(change.Participant, course, scheduleCode, change.At);
        if (refused is not null)
        {
            return refused;
        }

        var purchase = new Purchase(
            code, InvoiceOf(code, change.At), course.CourseCode, course.Title, course.Platform, course.Institution, schedule?.ScheduleCode,
            course.Price, schedule?.Sessions ?? 0, change.At, schedule?.StartsAt)
        {
            Commission = Commission.Of(course.Price, course.CommissionBasisPoints), ConflictOfInterest = course.ConflictOfInterest,
        };
        change.Participant = change.Participant with { Purchases = [.. change.Participant.Purchases, purchase] };
        TrainingMoney.Reserve(change, purchase);
        if (change.Participant.State == ParticipantState.Selected)
        {
            change.Apply(LifecycleEvent.FirstPurchase);
        }

        change.Notify("purchase", ("redeemCode", code), ("title", course.Title));
        PartnerFeed.Tell(change, purchase, "bought");
        return Reply.Created(new PurchaseAnswer(code, purchase.InvoiceCode, purchase.Price, change.Participant.TrainingBalance));
    }

    private static string InvoiceOf(string code, DateTimeOffset at) =>
        $"INV-{Wib.DateOf(at).ToString("yyyyMMdd", CultureInfo.InvariantCulture)}-{code.Replace("-", "", StringComparison.Ordinal)}";
}
