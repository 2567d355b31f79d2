using System.Security.Cryptography;
using Prakerja.Pipeline.Audit;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Notifications;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Security;

namespace Prakerja.Pipeline.Offices;

/// <param name="Status">accepted or rejected.</param>
/// <param name="Errors">Column → what is wrong with it; null when accepted.</param>
public sealed record OfficeLineAnswer(int Line, string Status, string? Id = null, IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors = null);

public sealed record OfficeFileAnswer(string File, int Accepted, int Rejected, IReadOnlyList<OfficeLineAnswer> Items);

public sealed record OfficeItem(string Id, string State, int Line, string File, DateTimeOffset At, bool KtpPhoto, bool Selfie);

/// <summary>POST and GET /api/offices/registrations: offline registrations, keyed in bulk and signed for by an officer.</summary>
public sealed class OfficeRegistrations(
    OfficeIntake intake, ITableStore tables, ParticipantStore participants, BlindIndex index, AuditTrail audit, TimeProvider clock) : IUseCase
{
    public const int MaxBytes = 5 * 1024 * 1024;
    public const int MaxLines = 10_000;

    /// <summary>Lines taken at the same time: their shards are many, so that they hardly meet.</summary>
    private const int AtOnce = 16;

    public IEnumerable<Endpoint> Endpoints =>
    [
        new("post-office-registrations", "POST", "/api/offices/registrations", Access.Office, PostAsync)
        {
            Body = BodyKind.Raw, BodyLimit = MaxBytes, MediaTypes = ["text/csv"], Replayable = false, Tag = "Offices", Response = typeof(OfficeFileAnswer), Headers = FileSignature.Headers,
            Summary = "Bulk registration: RFC 4180 CSV in UTF-8 with a header line, at most 10,000 lines, dates yyyy-MM-dd, true/false; columns "
                + string.Join(", ", OfficeLine.Columns) + " (email and phone may be empty). The officer signs with the file's SHA-256 in the header Signature (hex) or Digest "
                + "(sha-256=base64): missing 400, not matching 401. Answers per line (line 1 is the header); good lines are taken, and the same file again takes nothing twice.",
        },
        new("list-office-registrations", "GET", "/api/offices/registrations", Access.Office, ListAsync)
        {
            Tag = "Offices", Response = typeof(Page<OfficeItem>), Summary = "The officer's own registrations; with ?state= a page may hold fewer than asked for.",
            Query = [new("state", "A participant's state, such as registered."), .. Paging.Query],
        },
    ];

    private async Task<Reply> PostAsync(Call call)
    {
        var file = Convert.ToHexStringLower(SHA256.HashData(call.Body.Span));
        if (FileSignature.Refuse(call, file) is { } unsigned)
        {
            return unsigned;
        }

        var read = CsvReader.Read(call.Body.Span, MaxLines + 1);
        if ((read.Problem ?? OfficeTable.HeaderProblem(read)) is { } unreadable)
        {
            return Problems.Invalid("file", unreadable);
        }

        await audit.AppendAsync(call.Caller.Id, "office-registrations", file);
        var answers = new List<OfficeLineAnswer>();
        foreach (var lines in OfficeTable.Parse(read, call.Caller.Regencies, clock.GetUtcNow()).Chunk(AtOnce))
        {
            answers.AddRange(await Task.WhenAll(lines.Select(l => AnswerAsync(call, file, l))));
        }

        var accepted = answers.Count(a => a.Id is not null);
        return Reply.Ok(new OfficeFileAnswer(file, accepted, answers.Count - accepted, answers));
    }

    private async Task<OfficeLineAnswer> AnswerAsync(Call call, string file, (int Line, OfficeLine? Read, Problem? Problem) line)
    {
        if (line.Read is { } good)
        {
            return new OfficeLineAnswer(line.Line, "accepted", await intake.TakeAsync(call.Caller.Id, file, good));
        }

        var errors = line.Problem!.Errors!.ToDictionary(e => e.Key, e => (IReadOnlyList<string>)[.. e.Value.Select(t => t.In(call.English))], StringComparer.Ordinal);
        return new OfficeLineAnswer(line.Line, "rejected", Errors: errors);
    }

    private async Task<Reply> ListAsync(Call call)
    {
        if (call.ReadPage(out var limit, out var cursor) is { } bad)
        {
            return bad;
        }

        ParticipantState? wanted = null;
        if (call.Query("state") is { } word)
        {
            var state = WireWord.Parse<ParticipantState>(word);
            if (!state.IsOk)
            {
                return Problems.Invalid("state", state.Problem);
            }

            wanted = state.Value;
        }

        var page = await Paging.ScanAsync(tables, OfficeIntake.Table, OfficeIntake.Partition(index, call.Caller.Id), RowRange.All, limit, cursor);
        var items = new List<OfficeItem>();
        foreach (var row in page.Rows.Select(r => PipelineJson.Read<OfficeRow>(r.Body)))
        {
            // A row without an account is a line that a crash interrupted: the same file again completes it.
            if (await participants.FindAsync(row.Participant) is { ErasedAt: null } found && (wanted is null || found.State == wanted))
            {
                items.Add(new OfficeItem(found.Id, found.State.Word(), row.Line, row.File, row.At, found.Facts.KtpPhoto is not null, found.Facts.Selfie is not null));
            }
        }

        return page.Problem ?? Reply.Ok(new Page<OfficeItem>(items, page.Next));
    }
}
