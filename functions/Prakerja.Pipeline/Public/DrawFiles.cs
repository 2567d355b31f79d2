using System.Globalization;
using Prakerja.Pipeline.Batches;
using Prakerja.Pipeline.Http;

namespace Prakerja.Pipeline.Public;

/// <summary>The published folder of a draw (draw.md), each file from its time on: rules at approval, entries and commitment at closing, the rest at the announcement.</summary>
public sealed class DrawFiles(BatchStore batches, BatchFiles files, DrawResults results) : IUseCase
{
    private const string Signature = ".jws";
    private const string Stamp = ".tsr";

    private static readonly (string Name, string File, BatchState From)[] Published =
    [
        ("rules", BatchFiles.Rules, BatchState.Approved),
        ("commitment", BatchFiles.Commitment, BatchState.Committed),
        ("entries", BatchFiles.Entries, BatchState.Committed),
        ("result", BatchFiles.Result, BatchState.Announced),
        ("record", BatchFiles.Record, BatchState.Announced),
    ];

    public IEnumerable<Endpoint> Endpoints =>
    [
        new("draw-file", "GET", "/api/public/batches/{batch}/draw/{file}", Access.Anonymous, FileAsync)
        {
            Tag = "Public", Summary = "A published file of the draw, byte for byte: commitment, entries, rules, result or record; its detached JWS under {file}.jws, the commitment's time-stamp (RFC 3161), if it has one, under commitment.tsr.",
        },
        new("ticket-proof", "GET", "/api/public/batches/{batch}/draw/tickets/{ticket}", Access.Anonymous, ProofAsync)
        {
            Tag = "Public", Summary = "Line, audit path, score, outcome and cut-off of one ticket.",
        },
    ];

    /// <summary>Names of the files that are served now.</summary>
    public static IEnumerable<string> PublishedOf(Batch batch) => Published.Where(p => IsServed(batch, p.From)).Select(p => p.Name);

    private async Task<Reply> FileAsync(Call call)
    {
        var asked = call.Route("file");
        var beside = new[] { Signature, Stamp }.FirstOrDefault(suffix => asked.EndsWith(suffix, StringComparison.Ordinal)) ?? "";
        var name = asked[..^beside.Length];
        var found = Published.FirstOrDefault(p => p.Name == name || p.File == name);
        if (found.File is null || await FindAsync(call) is not { } batch || !IsServed(batch, found.From))
        {
            return Problems.NotFound;
        }

        var file = found.File + beside;
        return await files.OpenAsync(batch.Number, file) is { } stream
            ? new Reply(200) { Stream = stream, ContentType = BatchFiles.MediaType(file) }
            : Problems.NotFound;
    }

    private async Task<Reply> ProofAsync(Call call) =>
        await FindAsync(call) is { IsAnnounced: true } batch && await results.ProveAsync(batch.Number, call.Route("ticket")) is { } proof
            ? Reply.Raw(proof.ToCanonical(), "application/json")
            : Problems.NotFound;

    private async ValueTask<Batch?> FindAsync(Call call) =>
        int.TryParse(call.Route("batch"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? await batches.FindRecentAsync(number) : null;

    /// <summary>States before a batch's end stand in order. What was published stays so when a batch is given up.</summary>
    private static bool IsServed(Batch batch, BatchState from) => batch.Reached switch
    {
        BatchState.Draft => false,
        BatchState.Cancelled => (from == BatchState.Approved && batch.ApprovedAt is not null) || (from == BatchState.Committed && batch.Commitment is not null),
        var reached => reached >= from,
    };
}
