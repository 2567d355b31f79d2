using System.Text;
using Prakerja.Domain.Complaints;
using Prakerja.Pipeline.Batches;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Notifications;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Complaints;

public sealed record ComplaintRequest(string? Category, string? Text);

public sealed record AppealRequest(string? Text);

public sealed record ComplaintAnswer(string Complaint, DateTimeOffset DueAt);

public sealed record ComplaintView(
    string Complaint, string Category, string Text, string State, DateTimeOffset FiledAt, DateTimeOffset? DueAt, string? Answer, DateTimeOffset? DecidedAt,
    DateTimeOffset? AppealBy);

/// <summary>Complaints of the applicant: every refusal can be complained about, and a rejection appealed, both on a clock.</summary>
public sealed class MyComplaints(
    ParticipantStore participants, ParticipantVault vault, ComplaintStore store, Objections objections, ITableStore tables, IRandomSource random, TimeProvider clock) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        new("file-complaint", "POST", "/api/me/complaints", Access.Applicant, FileAsync)
        {
            Body = BodyKind.Json, SuccessStatus = 201, Tag = "Complaints", Request = typeof(ComplaintRequest), Response = typeof(ComplaintAnswer),
            Summary = "Files a complaint: selection, identity, payment, training, account, other, or drawEntry: an objection to my entry, between closing and the beacon's round.",
        },
        new("list-complaints", "GET", "/api/me/complaints", Access.Applicant, ListAsync)
        {
            Tag = "Complaints", Response = typeof(Page<ComplaintView>), Summary = "My complaints and their answers.", Query = Paging.Query,
        },
        new("appeal-complaint", "POST", "/api/me/complaints/{complaint}/appeal", Access.Applicant, AppealAsync)
        {
            Body = BodyKind.Json, SuccessStatus = 201, Tag = "Complaints", Request = typeof(AppealRequest), Response = typeof(ComplaintAnswer), Summary = "Appeals a rejection; another person decides.",
        },
    ];

    private async Task<Reply> FileAsync(Call call)
    {
        if (call.Read<ComplaintRequest>(out var request) is { } unreadable)
        {
            return unreadable;
        }

        var fields = new Fields();
        var category = fields.Take("category", WireWord.Parse<ComplaintCategory>(request.Category));
        var text = fields.Take("text", TextRule.Complaint.Parse(request.Text));
        if (fields.Problem is { } problem)
        {
            return problem;
        }

        var id = random.Hex(8);
        var by = category == ComplaintCategory.DrawEntry ? await objections.AdmitAsync(call.Caller.Id, id) : ComplaintRules.DueAt(category, clock.GetUtcNow());
        if (by is not { } due)
        {
            return Objections.NotNow;
        }

        await store.IndexAsync(new ComplaintIndex(id, call.Caller.Id, due));
        return await participants.ChangeAsync(call, async change =>
        {
            change.Insert(ParticipantKeys.Complaint(call.Caller.Id, id), new ComplaintRecord(id, category, await SealAsync(change, text), change.At, due));
            return Reply.Created(new ComplaintAnswer(id, due));
        });
    }

    private async Task<Reply> ListAsync(Call call)
    {
        if (call.ReadPage(out var limit, out var cursor) is { } bad)
        {
            return bad;
        }

        if (await participants.FindAsync(call.Caller.Id) is not { } me)
        {
            return Problems.Unauthorized;
        }

        var page = await Paging.ScanAsync(
            tables, ParticipantKeys.Table, ParticipantKeys.Shard(me.Id), RowRange.Prefix(ParticipantKeys.Complaint(me.Id, "")), limit, cursor);
        var items = new List<ComplaintView>(page.Rows.Count);
        foreach (var row in page.Rows)
        {
            items.Add(await ViewAsync(vault, me, PipelineJson.Read<ComplaintRecord>(row.Body)));
        }

        return page.Problem ?? Reply.Ok(new Page<ComplaintView>(items, page.Next));
    }

    private async Task<Reply> AppealAsync(Call call)
    {
        if (call.Read<AppealRequest>(out var request) is { } unreadable)
        {
            return unreadable;
        }

        var text = TextRule.Complaint.Parse(request.Text);
        if (!text.IsOk)
        {
            return Problems.Invalid("text", text.Problem);
        }

        if (await store.FindAsync(call.Route("complaint")) is not { } index || index.Participant != call.Caller.Id)
        {
            return Problems.NotFound;
        }

        if (await store.ReadAsync(index.Participant, index.Id) is not { } read)
        {
            return Problems.NotFound;
        }

        var due = ComplaintRules.AppealDueAt(read.Complaint.Category, clock.GetUtcNow());
        if (!MayAppeal(read.Complaint, clock.GetUtcNow()))
        {
            return NotAppealable;
        }

        await store.IndexAsync(index with { DueAt = due });
        return await participants.ChangeAsync(call, change => ApplyAppealAsync(change, index with { DueAt = due }, text.Value));
    }

    private async ValueTask<Reply> ApplyAppealAsync(ParticipantChange change, ComplaintIndex index, string text)
    {
        if (await store.ReadAsync(index.Participant, index.Id) is not { } read || !MayAppeal(read.Complaint, change.At))
        {
            return NotAppealable;
        }

        var appealed = read.Complaint with { State = ComplaintState.Appealed, DueAt = index.DueAt, AppealText = await SealAsync(change, text) };
        change.Write(new TableWrite.Replace(ParticipantKeys.Complaint(index.Participant, index.Id), PipelineJson.Write(appealed), read.ETag));
        return Reply.Created(new ComplaintAnswer(index.Id, index.DueAt));
    }

    private static bool MayAppeal(ComplaintRecord complaint, DateTimeOffset at) =>
        ComplaintRules.Next(complaint.State, ComplaintEvent.Appeal).IsMoved(out _) && ComplaintRules.MayAppeal(complaint.Category, complaint.DecidedAt!.Value, at);

    private static Problem NotAppealable { get; } = Problems.Conflict("not-appealable", new("Tidak dapat dibanding", "Cannot be appealed"),
        new("Hanya penolakan yang masih dalam tenggat dapat dibanding, satu kali.", "Only a rejection within its time can be appealed, once."));

    /// <summary>A complaint with its text opened.</summary>
    internal static async ValueTask<ComplaintView> ViewAsync(ParticipantVault vault, Participant participant, ComplaintRecord complaint)
    {
        var text = Encoding.UTF8.GetString(await vault.OpenBytesAsync(participant, complaint.AppealText ?? complaint.Text));
        DateTimeOffset? appealBy = complaint.State == ComplaintState.Rejected ? ComplaintRules.AppealBy(complaint.Category, complaint.DecidedAt!.Value) : null;
        return new ComplaintView(
            complaint.Id, complaint.Category.Word(), text, complaint.State.Word(), complaint.FiledAt, complaint.IsOpen ? complaint.DueAt : null, complaint.Answer, complaint.DecidedAt, appealBy);
    }

    private ValueTask<byte[]> SealAsync(ParticipantChange change, string text) => vault.SealBytesAsync(change.Participant, Encoding.UTF8.GetBytes(text));
}
