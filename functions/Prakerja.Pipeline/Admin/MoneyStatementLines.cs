using System.Globalization;
using System.Text;
using System.Text.Json;
using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Payments;

namespace Prakerja.Pipeline.Admin;

/// <summary>A line as sent; numbered from 1, the header of a CSV not counted. Currency: IDR, if given.</summary>
/// <param name="Credit">Money that came back; a CSV says true or false.</param>
/// <param name="Entry">The bank's own id of the entry, if it gives one.</param>
public sealed record StatementLineRequest(string? Reference, long? Amount, DateTimeOffset? At, string? Currency = null, bool? Credit = null, string? Entry = null);

/// <summary>Reads statements: a JSON array (or <c>{lines:[…]}</c>), or CSV with the header <c>reference,amount,at</c>; further columns currency, credit, entry.</summary>
internal static class MoneyStatementLines
{
    public static LocalText NotALine { get; } = new(
        "reference (1-100 karakter), amount (Rupiah bulat di atas nol) dan at (RFC 3339) wajib ada; currency hanya IDR; credit true atau false; entry paling panjang 100 karakter.",
        "reference (1-100 characters), amount (whole Rupiah above zero) and at (RFC 3339) must be given; currency only IDR; credit true or false; entry at most 100 characters.");

    /// <summary>The lines, or why they cannot be read at all.</summary>
    public static (IReadOnlyList<StatementLineRequest>? Lines, Problem? Problem) Read(ReadOnlyMemory<byte> body, bool csv)
    {
        try
        {
            var lines = csv ? Csv(Encoding.UTF8.GetString(body.Span)) : Json(body);
            return lines is null ? (null, NoLines) : (lines, null);
        }
        catch (JsonException e)
        {
            return (null, Call.WrongField(e) ?? NoLines);
        }
    }

    private static Problem NoLines => Problems.Malformed("Larik JSON, atau CSV dengan kepala reference,amount,at.", "A JSON array, or CSV with the header reference,amount,at.");

    public static StatementLine? Valid(StatementLineRequest line) =>
        line is { Reference: { Length: > 0 and <= 100 } reference, Amount: { } amount, At: { } at } && TransferLimits.Holds(amount) && TransferLimits.IsRupiah(line.Currency)
            && line.Entry is null or { Length: > 0 and <= 100 }
            ? new StatementLine(reference, amount, at) { IsCredit = line.Credit == true, Entry = line.Entry }
            : null;

    private static List<StatementLineRequest>? Json(ReadOnlyMemory<byte> body) => body.Span.TrimStart(" \t\r\n"u8) is [(byte)'[', ..]
        ? PipelineJson.ReadStrict<List<StatementLineRequest>>(body.Span)
        : PipelineJson.ReadStrict<Envelope>(body.Span)?.Lines;

    private static List<StatementLineRequest>? Csv(string text)
    {
        var lines = text.TrimStart('\uFEFF').Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0).ToArray();
        var header = lines.Length == 0 ? [] : Cells(lines[0]);
        var (reference, amount, at, currency) = (
            Array.IndexOf(header, "reference"), Array.IndexOf(header, "amount"), Array.IndexOf(header, "at"), Array.IndexOf(header, "currency"));
        var (credit, entry) = (Array.IndexOf(header, "credit"), Array.IndexOf(header, "entry"));
        return reference < 0 || amount < 0 || at < 0 ? null : [.. lines.Skip(1).Select(Cells).Select(c => new StatementLineRequest(
            FlagOf(Given(c, credit)) is null ? null : Cell(c, reference),
            long.TryParse(Cell(c, amount), NumberStyles.None, CultureInfo.InvariantCulture, out var rupiah) ? rupiah : null,
            DateTimeOffset.TryParse(Cell(c, at), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null,
            Given(c, currency), FlagOf(Given(c, credit)), Given(c, entry)))];
    }

    /// <summary>Null: neither true nor false, as which a line is refused.</summary>
    private static bool? FlagOf(string? cell) => cell is null ? false : bool.TryParse(cell, out var flag) ? flag : null;

    // None of the columns can hold a comma or a quote.
    private static string[] Cells(string line) => [.. line.Split(',').Select(c => c.Trim().Trim('"'))];

    private static string? Given(string[] cells, int at) => Cell(cells, at) is { Length: > 0 } given ? given : null;

    private static string? Cell(string[] cells, int at) => at >= 0 && at < cells.Length ? cells[at] : null;

    private sealed record Envelope(List<StatementLineRequest>? Lines);
}
