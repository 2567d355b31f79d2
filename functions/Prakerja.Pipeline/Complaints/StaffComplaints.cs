using Prakerja.Domain.Complaints;
using Prakerja.Pipeline.Audit;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Notifications;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Registration;

namespace Prakerja.Pipeline.Complaints;

public sealed record ComplaintDecisionRequest(string? Decision, string? Reason);

/// <param name="Overdue">Its clock has run out.</param>
public sealed record StaffComplaint(string ParticipantId, bool Overdue, ComplaintView Complaint);

/// <summary>GET /api/admin/complaints (undecided ones, the most urgent first) and POST …/{id}/decision. An appeal is decided by another person.</summary>
public sealed class StaffComplaints(
    ParticipantStore participants, ParticipantVault vault, ComplaintStore store, AccessLog accessLog, AuditTrail audit, ITableStore tables, TimeProvider clock) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        new("list-staff-complaints", "GET", "/api/admin/complaints", Access.Operator | Access.Reviewer | Access.Auditor, ListAsync)
        {
            Tag = "Staff", Response = typeof(Page<StaffComplaint>), Summary = "Undecided complaints, the most urgent first.", Query = Paging.Query,
        },
        new("decide-complaint", "POST", "/api/admin/complaints/{id}/decision", Access.Operator | Access.Reviewer, DecideAsync)
        {
            Body = BodyKind.Json, Tag = "Staff", Request = typeof(ComplaintDecisionRequest), Response = typeof(StaffComplaint), Summary = "Decides a complaint: uphold or reject.",
        },
    ];

    private async Task<Reply> ListAsync(Call call)
    {
        if (call.ReadPage(out var limit, out var cursor) is { } bad)
        {
            return bad;
        }

        var page = await Paging.ScanAsync(tables, ComplaintStore.Table, ComplaintStore.OpenPartition, RowRange.All, limit, cursor);
        var items = new List<StaffComplaint>(page.Rows.Count);
        foreach (var row in page.Rows)
        {
            if (await store.ReadOpenAsync(row) is { } open && await ShowAsync(open.Participant, open.Complaint, call.Caller.Id) is { } item)
            {
                items.Add(item);
            }
        }

        return page.Problem ?? Reply.Ok(new Page<StaffComplaint>(items, page.Next));
    }

    /// <summary>A complaint as staff see it, which the complainant sees that they did; null: its complainant has asked to be erased.</summary>
    private async Task<StaffComplaint?> ShowAsync(string complainant, ComplaintRecord complaint, string staff)
    {
        if (await participants.FindAsync(complainant) is not { ErasureRequestedAt: null } participant)
        {
            return null;
        }

        await accessLog.RecordAsync(participant.Id, staff, "complaint");
        await audit.AppendAsync(staff, "read-complaint", participant.Id);
        return new StaffComplaint(participant.Id, clock.GetUtcNow() > complaint.DueAt, await MyComplaints.ViewAsync(vault, participant, complaint));
    }

    private async Task<Reply> DecideAsync(Call call)
    {
        if (call.Read<ComplaintDecisionRequest>(out var request) is { } unreadable)
        {
            return unreadable;
        }

        var fields = new Fields();
        fields.Check("decision", request.Decision is "uphold" or "reject", new("uphold atau reject.", "uphold or reject."));
        var reason = fields.Take("reason", TextRule.Complaint.Parse(request.Reason));
        if (fields.Problem is { } problem)
        {
            return problem;
        }

        if (await store.FindAsync(call.Route("id")) is not { } index || await store.ReadAsync(index.Participant, index.Id) is not { } read)
        {
            return Problems.NotFound;
        }

        await audit.AppendAsync(call.Caller.Id, $"{request.Decision}-complaint", index.Participant);
        var open = await store.FindRowAsync(index.Id, read.Complaint);
        var decided = request.Decision == "uphold" ? ComplaintEvent.Uphold : ComplaintEvent.Reject;
        var refused = await participants.ChangeAsync(index.Participant, change => ApplyAsync(change, index, decided, reason, call.Caller.Id));
        return refused ?? await AnswerDecidedAsync(index, open, call.Caller.Id);
    }

    private async Task<Reply> AnswerDecidedAsync(ComplaintIndex index, TableRow? open, string staff)
    {
        if (open is not null)
        {
            await store.CloseAsync(open);
        }

        return await store.ReadAsync(index.Participant, index.Id) is { } read && await ShowAsync(index.Participant, read.Complaint, staff) is { } item
            ? Reply.Ok(item)
            : Problems.NotFound;
    }

    private async ValueTask<Reply?> ApplyAsync(ParticipantChange change, ComplaintIndex index, ComplaintEvent decided, string reason, string staff)
    {
        if (await store.ReadAsync(index.Participant, index.Id) is not { } read)
        {
            return Problems.NotFound;
        }

        var complaint = read.Complaint;
        if (complaint.State == ComplaintState.Appealed && complaint.DecidedBy == staff)
        {
            return Problems.Forbidden;
        }

        if (!ComplaintRules.Next(complaint.State, decided).IsMoved(out var state))
        {
            return Problems.Conflict("already-decided", new("Sudah diputuskan", "Already decided"), new("Pengaduan ini sudah diputuskan.", "This complaint has been decided."));
        }

        var answered = complaint with { State = state, Answer = reason, DecidedBy = staff, DecidedAt = change.At };
        change.Write(new TableWrite.Replace(ParticipantKeys.Complaint(index.Participant, index.Id), PipelineJson.Write(answered), read.ETag));
        change.Notify("complaint-decided");
        if (decided == ComplaintEvent.Uphold && complaint.Category is ComplaintCategory.Selection or ComplaintCategory.Identity
            && change.Allows(LifecycleEvent.RefusalOverturned))
        {
            RegistrationProgress.CheckAgain(change);
        }

        return null;
    }
}
