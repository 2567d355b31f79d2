using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Notifications;

public sealed record NotificationItem(int Number, string Template, string Subject, string Body, DateTimeOffset At);

public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>GET /api/me/notifications: what was sent to me, newest last.</summary>
public sealed class GetNotifications(ITableStore tables) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        new("list-notifications", "GET", "/api/me/notifications", Access.Applicant, HandleAsync)
        {
            Tag = "Me", Response = typeof(Page<NotificationItem>), Summary = "What was sent to me.", Query = Paging.Query,
        },
    ];

    private async Task<Reply> HandleAsync(Call call)
    {
        if (call.ReadPage(out var limit, out var cursor) is { } bad)
        {
            return bad;
        }

        var prefix = $"n|{call.Caller.Id}|";
        var page = await Paging.ScanAsync(tables, ParticipantKeys.Table, ParticipantKeys.Shard(call.Caller.Id), RowRange.Prefix(prefix), limit, cursor);
        return page.Problem ?? Reply.Ok(new Page<NotificationItem>([.. page.Rows.Select(r => Item(PipelineJson.Read<Note>(r.Body), call.English))], page.Next));
    }

    internal static NotificationItem Item(Note note, bool english)
    {
        var (subject, body) = Templates.Render(note.Template, english, note.Arguments);
        return new NotificationItem(note.Number, note.Template, subject, body, note.At);
    }
}
