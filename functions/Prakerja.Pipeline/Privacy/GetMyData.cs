using System.Text;
using System.Text.Json.Nodes;
using Prakerja.Pipeline.Batches;
using Prakerja.Pipeline.Complaints;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Notifications;
using Prakerja.Pipeline.Offices;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Registration;
using Prakerja.Pipeline.Security;
using Prakerja.Pipeline.Training;

namespace Prakerja.Pipeline.Privacy;

/// <summary>Everything held about one person.</summary>
/// <param name="Participant">The state as stored: contacts, facts, verification, award, purchases, payouts, surveys, test.</param>
/// <param name="Photos">Links, valid for 15 minutes.</param>
/// <param name="Receipts">Of every batch joined.</param>
/// <param name="Office">The line of an office's file that the registration came from.</param>
public sealed record MyData(
    Personal Personal, JsonObject Participant, IReadOnlyList<Uri> Photos, IReadOnlyList<JsonNode> Batches, IReadOnlyList<JsonNode> Training,
    IReadOnlyList<JsonNode> Ledger, IReadOnlyList<NotificationItem> Notifications, IReadOnlyList<ComplaintView> Complaints, IReadOnlyList<JsonNode> AccessLog,
    IReadOnlyList<MyReview> Reviews, IReadOnlyList<SignedReceipt> Receipts, OfficeRow? Office);

/// <summary>What was written of a course.</summary>
public sealed record MyReview(string RedeemCode, string CourseCode, int Rating, string Review, DateTimeOffset At);

/// <summary>GET /api/me/data.</summary>
public sealed class GetMyData(
    ParticipantStore participants, ParticipantVault vault, Receipts receipts, ITableStore tables, IBlobStore blobs, BlindIndex index, TimeProvider clock) : IUseCase
{
    private static readonly TimeSpan LinkLifetime = TimeSpan.FromMinutes(15);

    public IEnumerable<Endpoint> Endpoints =>
    [
        new("get-my-data", "GET", "/api/me/data", Access.Applicant, HandleAsync)
        {
            Tag = "Me", Response = typeof(MyData),
            Summary = "Everything held about me. Registered by an office: 409 until the NIK was confirmed with PUT /api/me/identity.",
        },
    ];

    private async Task<Reply> HandleAsync(Call call)
    {
        if (await participants.FindAsync(call.Caller.Id) is not { } me)
        {
            return Problems.Unauthorized;
        }

        var complaints = new List<ComplaintView>();
        foreach (var row in await RowsAsync(me.Id, "c"))
        {
            complaints.Add(await MyComplaints.ViewAsync(vault, me, PipelineJson.Read<ComplaintRecord>(row.Body)));
        }

        var notes = (await RowsAsync(me.Id, "n")).Select(r => GetNotifications.Item(PipelineJson.Read<Note>(r.Body), call.English));
        return Reply.Ok(new MyData(
            await participants.OpenAsync(me), StateOf(me), await PhotosAsync(me), await JsonAsync(me.Id, "h"), await JsonAsync(me.Id, "e"), await JsonAsync(me.Id, "l"),
            [.. notes], complaints, await JsonAsync(me.Id, "a"), await ReviewsAsync(me),
            await ReceiptsAsync(me), await OfficeAsync(me)));
    }

    private async Task<IReadOnlyList<MyReview>> ReviewsAsync(Participant me)
    {
        var reviews = new List<MyReview>();
        foreach (var row in await RowsAsync(me.Id, "r"))
        {
            var stored = PipelineJson.Read<CourseReview>(row.Body);
            var text = Encoding.UTF8.GetString(await vault.OpenBytesAsync(me, stored.Review));
            reviews.Add(new MyReview(stored.RedeemCode, stored.CourseCode, stored.Rating, text, stored.At));
        }

        return reviews;
    }

    private async Task<IReadOnlyList<SignedReceipt>> ReceiptsAsync(Participant me)
    {
        var past = (await RowsAsync(me.Id, "h")).Select(r => PipelineJson.Read<PastBatch>(r.Body).Entry);
        var found = new List<SignedReceipt>();
        foreach (var entry in past.Append(me.Batch).OfType<BatchEntry>().DistinctBy(e => e.Ticket))
        {
            if (await receipts.FindAsync(me.Id, entry) is { } receipt)
            {
                found.Add(receipt);
            }
        }

        return found;
    }

    private async Task<OfficeRow?> OfficeAsync(Participant me) =>
        me.Assistance is { } by && await tables.GetAsync(OfficeIntake.Table, OfficeIntake.Partition(index, by.Office), me.Id) is { } row
            ? PipelineJson.Read<OfficeRow>(row.Body)
            : null;

    /// <summary>Without the sealed part, which is opened beside it.</summary>
    private static JsonObject StateOf(Participant me)
    {
        var state = JsonNode.Parse(PipelineJson.Write(me))!.AsObject();
        state.Remove("wrappedKey");
        state.Remove("sealed");
        return state;
    }

    private async Task<IReadOnlyList<Uri>> PhotosAsync(Participant me)
    {
        var links = new List<Uri>();
        foreach (var photo in new[] { me.Facts.KtpPhoto, me.Facts.Selfie })
        {
            if (photo is not null)
            {
                links.Add(await blobs.CreateReadLinkAsync(PutPhotos.Container, photo, clock.GetUtcNow() + LinkLifetime));
            }
        }

        return links;
    }

    private async Task<IReadOnlyList<JsonNode>> JsonAsync(string id, string kind) => [.. (await RowsAsync(id, kind)).Select(r => JsonNode.Parse(r.Body.Span)!)];

    private async Task<IReadOnlyList<TableRow>> RowsAsync(string id, string kind)
    {
        var rows = new List<TableRow>();
        await foreach (var row in tables.RowsAsync(ParticipantKeys.Table, ParticipantKeys.Shard(id), RowRange.Prefix($"{kind}|{id}|")))
        {
            rows.Add(row);
        }

        return rows;
    }
}
