using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Security;

namespace Prakerja.Pipeline.Notifications;

/// <summary>Sends what lies in a shard's outbox, in order, and removes it once the gateway has it. A repeated sending carries the same id.</summary>
public sealed class OutboxSender(
    ITableStore tables, IMessenger messenger, ParticipantStore participants, AddressBox addresses, OneTimeCodes codes, DeadLetters dead) : IShardHandler
{
    private const int BatchSize = 100;

    public string Queue => Outbox.Queue;

    public async Task HandleAsync(string shard, CancellationToken cancellation)
    {
        while (true)
        {
            var page = await tables.ScanAsync(ParticipantKeys.Table, shard, RowRange.Prefix(ParticipantKeys.MessagePrefix), BatchSize, null, cancellation);
            if (page.Rows.Count == 0)
            {
                return;
            }

            await SendAsync(shard, page.Rows, cancellation);
        }
    }

    private async Task SendAsync(string shard, IReadOnlyList<TableRow> rows, CancellationToken cancellation)
    {
        var messages = new List<OutgoingMessage>(rows.Count);
        var done = new List<TableWrite>(rows.Count);
        foreach (var row in rows)
        {
            try
            {
                if (await RenderAsync(row) is { } message)
                {
                    messages.Add(message);
                }

                done.Add(new TableWrite.Delete(row.Row));
            }
            catch (Exception e) when (DeadLetters.IsFault(e))
            {
                await dead.SetAsideAsync(row, e, cancellation);
            }
        }

        if (done.Count > 0)
        {
            await messenger.SendAsync(messages, cancellation);
            await tables.CommitAsync(ParticipantKeys.Table, shard, done, cancellation);
        }
    }

    /// <summary>Null: there is nobody to send it to any more.</summary>
    private async ValueTask<OutgoingMessage?> RenderAsync(TableRow row)
    {
        var outgoing = PipelineJson.Read<OutgoingRow>(row.Body);
        var id = $"{row.Partition}|{row.Row}|{outgoing.Note?.At.UtcTicks ?? outgoing.Code!.At.UtcTicks}";
        return outgoing.Code is { } code ? Render(id, code) : await RenderAsync(id, outgoing, outgoing.Note!);
    }

    private OutgoingMessage Render(string id, CodeNote note)
    {
        var code = codes.Derive(note.Purpose, note.Index, note.Nonce);
        var arguments = new Dictionary<string, string>(StringComparer.Ordinal) { ["code"] = code };
        var (subject, body) = Templates.Render($"code-{note.Purpose}", note.Language == "en", arguments);
        return new OutgoingMessage(id, note.Channel, addresses.Open(note.Address), subject, body, code, note.At);
    }

    private async ValueTask<OutgoingMessage?> RenderAsync(string id, OutgoingRow outgoing, Note note)
    {
        if (await participants.FindAsync(outgoing.Participant) is not { } found || await AddressAsync(found, outgoing, note) is not { } address)
        {
            return null;
        }

        var (subject, body) = Templates.Render(note.Template, found.Language == "en", note.Arguments);
        return new OutgoingMessage(id, address.Channel, address.To, subject, body, null, note.At);
    }

    private async ValueTask<(string Channel, string To)?> AddressAsync(Participant found, OutgoingRow outgoing, Note note)
    {
        if (outgoing.Address is not null)
        {
            return (note.Channel!, addresses.Open(outgoing.Address));
        }

        var personal = await participants.OpenAsync(found);
        return personal.Email is not null && note.Channel != "sms" ? ("email", personal.Email)
            : personal.Phone is { } phone && note.Channel != "email" ? ("sms", phone)
            : null;
    }
}
