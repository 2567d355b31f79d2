using Prakerja.Pipeline.Audit;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Notifications;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Registration;
using Prakerja.Pipeline.Verification;

namespace Prakerja.Pipeline.Admin;

/// <param name="Causes">contested, face, name, domicile, complaint, sample.</param>
/// <param name="Photos">Links to KTP photo and selfie, valid for 15 minutes; none once the facts have changed.</param>
public sealed record ReviewItem(
    string Id, string ParticipantId, IReadOnlyList<string> Causes, DateTimeOffset OpenedAt, DateTimeOffset DueAt, bool Overdue, IReadOnlyList<Uri> Photos,
    string? Decision, string? Reason, string? DecidedBy, DateTimeOffset? DecidedAt);

public sealed record ReviewDecisionRequest(string? Decision, string? Reason);

/// <summary>GET /api/admin/reviews and POST …/{id}: identity cases for a person to decide.</summary>
public sealed class ReviewEndpoints(
    ITableStore tables, ReviewQueue queue, ReviewDecisions decisions, ParticipantStore participants, AccessLog accessLog, AuditTrail audit, IBlobStore blobs, TimeProvider clock) : IUseCase
{
    private static readonly TimeSpan LinkLifetime = TimeSpan.FromMinutes(15);

    public IEnumerable<Endpoint> Endpoints =>
    [
        new("list-reviews", "GET", "/api/admin/reviews", Access.Reviewer | Access.Auditor, ListAsync)
        {
            Tag = "Staff", Response = typeof(Page<ReviewItem>), Summary = "Identity cases; open ones unless ?state=decided.",
            Query = [new("state", "open (default) or decided"), .. Paging.Query],
        },
        new("decide-review", "POST", "/api/admin/reviews/{id}", Access.Reviewer, DecideAsync)
        {
            Body = BodyKind.Json, Tag = "Staff", Request = typeof(ReviewDecisionRequest), Response = typeof(ReviewItem),
            Summary = "Decides a case: approve or reject. 409 if its facts have changed (the case is closed), or if whoever holds the NIK has an award, which is to be revoked first.",
        },
    ];

    private async Task<Reply> ListAsync(Call call)
    {
        if (call.ReadPage(out var limit, out var cursor) is { } bad)
        {
            return bad;
        }

        if (call.Query("state") is not (null or "open" or "decided"))
        {
            return Problems.Invalid("state", new("open atau decided.", "open or decided."));
        }

        var partition = call.Query("state") == "decided" ? ReviewQueue.DecidedPartition : ReviewQueue.OpenPartition;
        var page = await Paging.ScanAsync(tables, ReviewQueue.Table, partition, RowRange.All, limit, cursor);
        var items = new List<ReviewItem>(page.Rows.Count);
        foreach (var row in page.Rows)
        {
            items.Add(await ItemAsync(PipelineJson.Read<Review>(row.Body), call.Caller.Id));
        }

        return page.Problem ?? Reply.Ok(new Page<ReviewItem>(items, page.Next));
    }

    private async Task<Reply> DecideAsync(Call call)
    {
        if (call.Read<ReviewDecisionRequest>(out var request) is { } unreadable)
        {
            return unreadable;
        }

        var fields = new Fields();
        fields.Check("decision", request.Decision is "approve" or "reject", new("approve atau reject.", "approve or reject."));
        var reason = fields.Take("reason", TextRule.Review.Parse(request.Reason));
        if (fields.Problem is { } problem)
        {
            return problem;
        }

        if (await queue.FindOpenAsync(call.Route("id")) is not { } review)
        {
            return Problems.NotFound;
        }

        await audit.AppendAsync(call.Caller.Id, $"{request.Decision}-review", review.Participant);
        var (decided, refused) = await decisions.DecideAsync(review, request.Decision!, reason, call.Caller.Id);
        return refused ?? Reply.Ok(await ItemAsync(decided!, call.Caller.Id));
    }

    private async Task<ReviewItem> ItemAsync(Review review, string staff)
    {
        var links = new List<Uri>();
        if (review.Decision is null && await participants.FindAsync(review.Participant) is { } participant && participant.Facts.Version == review.FactsVersion)
        {
            await accessLog.RecordAsync(review.Participant, staff, "review");
            await audit.AppendAsync(staff, "read-review", review.Participant);
            foreach (var photo in new[] { participant.Facts.KtpPhoto!, participant.Facts.Selfie! })
            {
                links.Add(await blobs.CreateReadLinkAsync(PutPhotos.Container, photo, clock.GetUtcNow() + LinkLifetime));
            }
        }

        return new ReviewItem(
            review.Id, review.Participant, review.Causes, review.OpenedAt, review.DueAt, review.Decision is null && review.DueAt < clock.GetUtcNow(), links,
            review.Decision, review.Reason, review.DecidedBy, review.DecidedAt);
    }
}
