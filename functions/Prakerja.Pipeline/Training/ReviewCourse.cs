using System.Text;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Training;

/// <param name="Rating">1-5.</param>
public sealed record ReviewRequest(string? RedeemCode, int? Rating, string? Review);

public sealed record ReviewAnswer(string RedeemCode, int Rating, DateTimeOffset At);

/// <summary>A stored review.</summary>
/// <param name="Review">UTF-8, sealed under the participant's key: people write of themselves.</param>
public sealed record CourseReview(string RedeemCode, string CourseCode, int Rating, byte[] Review, DateTimeOffset At);

/// <summary>POST /api/me/reviews: review and rating of a completed course, once; the first incentive needs them.</summary>
public sealed class ReviewCourse(ParticipantStore participants, ParticipantVault vault) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        new("review-course", "POST", "/api/me/reviews", Access.Applicant, HandleAsync)
        {
            Body = BodyKind.Json, BodyLimit = 16 * 1024, SuccessStatus = 201, Tag = "Training", Request = typeof(ReviewRequest), Response = typeof(ReviewAnswer),
            Summary = "Reviews and rates a completed course, once.",
        },
    ];

    private async Task<Reply> HandleAsync(Call call)
    {
        if (call.Read<ReviewRequest>(out var request) is { } unreadable)
        {
            return unreadable;
        }

        var fields = new Fields();
        var code = fields.Need("redeemCode", request.RedeemCode);
        var rating = fields.Need("rating", request.Rating);
        fields.Check("rating", rating is >= 1 and <= 5, new("Bilangan bulat 1 sampai 5.", "A whole number from 1 to 5."));
        var review = fields.Take("review", TextRule.Review.Parse(request.Review));
        return fields.Problem is { } problem
            ? problem
            : await participants.ChangeAsync(call, change => StoreAsync(change, RedeemCodes.Normalise(code), rating, review));
    }

    private async ValueTask<Reply> StoreAsync(ParticipantChange change, string? code, int rating, string review)
    {
        if (code is null || change.Participant.FindPurchase(code) is not { } purchase)
        {
            return Problems.NotFound;
        }

        if (purchase.State != PurchaseState.Completed)
        {
            return Problems.Conflict("course-not-completed", new("Pelatihan belum selesai", "The course is not completed"),
                new("Ulasan dapat diberikan setelah sertifikat diterima.", "A review can be given once the certificate was received."));
        }

        if (purchase.ReviewedAt is not null)
        {
            return Problems.Conflict("reviewed-before", new("Sudah diulas", "Reviewed before"),
                new("Setiap pelatihan diulas satu kali.", "Each course is reviewed once."));
        }

        change.Replace(purchase with { ReviewedAt = change.At, Rating = rating });
        var written = await vault.SealBytesAsync(change.Before, Encoding.UTF8.GetBytes(review));
        change.Insert(ParticipantKeys.CourseReview(change.Before.Id, code), new CourseReview(code, purchase.CourseCode, rating, written, change.At));
        change.WakeLifecycle();
        return Reply.Created(new ReviewAnswer(code, rating, change.At));
    }
}
