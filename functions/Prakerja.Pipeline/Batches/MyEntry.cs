using System.Text;
using Prakerja.Domain.Draw;
using Prakerja.Domain.Lifecycles;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Me;
using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Batches;

/// <summary>Proof that a receipt is in the log: <c>path</c> leads from leaf <c>index</c> to the root in the signed document of the hour.</summary>
public sealed record ReceiptProofView(string Hour, long Receipts, string Root, long Index, IReadOnlyList<string> Path);

/// <param name="Log">Null until the hour's root is published.</param>
/// <param name="Line">My line of the entries file, once it is committed to; null before, and where I am not in it.</param>
/// <param name="Reasons">Why I am not among the entries.</param>
/// <param name="ObjectBy">Objections (complaint <c>drawEntry</c>) are taken before this moment; null: not now.</param>
public sealed record MyEntryView(
    Receipt Receipt, string Signature, ReceiptProofView? Log, string? Line, IReadOnlyList<ReasonView> Reasons, DateTimeOffset? ObjectBy);

/// <summary>GET /api/me/batch: my receipt, its place in the log, and, from the commitment on, my line.</summary>
public sealed class MyEntry(
    ParticipantStore participants, BatchStore batches, Candidates candidates, Receipts receipts, ReceiptRoots log, HouseholdEscrow escrow, Objections objections) : IUseCase
{
    public IEnumerable<Endpoint> Endpoints =>
    [
        new("get-my-entry", "GET", "/api/me/batch", Access.Applicant, HandleAsync)
        {
            Tag = "Batches", Response = typeof(MyEntryView),
            Summary = "My receipt in the batch joined last, its proof in the log of receipts, my line of the entries once they are committed to, and until when I can object.",
        },
    ];

    private async Task<Reply> HandleAsync(Call call)
    {
        if (await participants.FindAsync(call.Caller.Id) is not { Batch: { } entry } participant || await receipts.FindAsync(participant.Id, entry) is not { } signed
            || await batches.FindRecentAsync(entry.Batch) is not { } batch)
        {
            return Problems.NotFound;
        }

        var (line, reasons) = batch.Commitment is null ? (null, []) : await EntryAsync(entry);
        return Reply.Ok(new MyEntryView(
            signed.Receipt, signed.Signature, await ProofAsync(entry), line, ReasonView.Of(reasons, call.English), objections.Until(batch)));
    }

    private async Task<ReceiptProofView?> ProofAsync(BatchEntry entry) => await log.LocateAsync(entry) is var (root, place)
        ? new ReceiptProofView(root.Hour, root.Receipts, root.Root, place.Index, [.. place.Path.Select(h => h.ToString())])
        : null;

    private async Task<(string? Line, IReadOnlyList<string> Reasons)> EntryAsync(BatchEntry entry)
    {
        if (await candidates.FindAsync(entry.Batch, entry.Ticket) is not { Candidate: { Verdict: { } verdict } candidate })
        {
            return (null, []);
        }

        // An allowance is fixed where the ticket was entered; later verdicts keep none.
        return verdict.Outcome == CandidateOutcome.Entered
            ? (LineOf(Freezing.EntryOf(entry.Ticket, candidate, await escrow.KeyAsync(entry.Batch))), [])
            : (null, verdict.Reasons);
    }

    private static string LineOf(DrawEntry entry)
    {
        Span<byte> line = stackalloc byte[DrawEntry.MaxLineLength];
        return Encoding.ASCII.GetString(line[..EntryLine.Format(entry, line)]);
    }
}
