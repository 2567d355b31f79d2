using Prakerja.Pipeline.Audit;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Payments;

namespace Prakerja.Pipeline.Admin.Cases;

/// <param name="Owner">Name of a member of staff; the caller if left out.</param>
public sealed record CaseOwnerRequest(string? Owner);

public sealed record CaseNoteRequest(string? Text);

/// <summary>POST /api/admin/payouts/{kind}/{id}/owner and /notes: somebody takes care of a case and writes down what they learned. Text about people belongs elsewhere.</summary>
public sealed class CaseCare(PayoutCases cases, AuditTrail audit, TimeProvider clock) : IUseCase
{
    private const int MaxNotes = 50;
    private static readonly TextRule OwnerRule = new(1, 100);
    private static readonly TextRule NoteRule = new(1, 500, Lines: true);

    public IEnumerable<Endpoint> Endpoints =>
    [
        new("own-payout-case", "POST", "/api/admin/payouts/{kind}/{id}/owner", Access.Finance, OwnAsync)
        {
            Body = BodyKind.Json, BodyLimit = 4096, Tag = "Money", Request = typeof(CaseOwnerRequest), Response = typeof(PayoutCaseView), Summary = "Who takes care of a case.",
        },
        new("note-payout-case", "POST", "/api/admin/payouts/{kind}/{id}/notes", Access.Finance, NoteAsync)
        {
            Body = BodyKind.Json, BodyLimit = 4096, SuccessStatus = 201, Tag = "Money", Request = typeof(CaseNoteRequest), Response = typeof(PayoutCaseView),
            Summary = "A note on a case; random ids only, no personal data.",
        },
    ];

    private async Task<Reply> OwnAsync(Call call)
    {
        if (call.Read<CaseOwnerRequest>(out var request) is { } bad)
        {
            return bad;
        }

        var fields = new Fields();
        var owner = fields.Take("owner", OwnerRule.Parse(request.Owner ?? call.Caller.Id));
        return fields.Problem ?? await ChangeAsync(call, "own-case", c => c.Owner == owner ? c : c with { Owner = owner }, Reply.Ok);
    }

    private async Task<Reply> NoteAsync(Call call)
    {
        if (call.Read<CaseNoteRequest>(out var request) is { } bad)
        {
            return bad;
        }

        var fields = new Fields();
        var text = fields.Take("text", NoteRule.Parse(request.Text));
        var note = new CaseNote(call.Caller.Id, clock.GetUtcNow(), text);
        return fields.Problem ?? await ChangeAsync(call, "note-case", c => c.Notes.Count < MaxNotes ? c with { Notes = [.. c.Notes, note] } : c, Reply.Created);
    }

    private async Task<Reply> ChangeAsync(Call call, string act, Func<PayoutCase, PayoutCase> change, Func<object, Reply> reply)
    {
        if (await cases.FindAsync(call.Route("kind"), call.Route("id")) is not { } known)
        {
            return Problems.NotFound;
        }

        if (ReferenceEquals(change(known), known) && act == "note-case")
        {
            return Problems.Conflict("too-many-notes", new("Catatan sudah penuh", "There are too many notes"), new($"Paling banyak {MaxNotes} catatan.", $"At most {MaxNotes} notes."));
        }

        await audit.AppendAsync(call.Caller.Id, act, $"{known.Kind}-{known.Id}");
        var changed = await cases.ChangeAsync(known.Kind, known.Id, c => ValueTask.FromResult(change(c)));
        return reply(PayoutCaseView.Of(changed!, clock.GetUtcNow()));
    }
}
