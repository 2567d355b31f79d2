using System.Text.Json;
using Prakerja.Domain.Ledger;

namespace Prakerja.Pipeline.Payments.Banks;

/// <summary>First line of a wallet's statement: which one it is.</summary>
/// <param name="Day">WIB, yyyy-MM-dd.</param>
/// <param name="Page">From 1, which it is where it is not given.</param>
/// <param name="Last">Whether it is the last page, as where it is not given.</param>
public sealed record StatementHeaderData(string? Statement, DateOnly? Day, int? Page = null, bool? Last = null);

/// <summary>A further line: money that moved.</summary>
/// <param name="Reference">Ours, of the instruction; or the wallet's own.</param>
/// <param name="Amount">Whole Rupiah.</param>
/// <param name="Direction"><c>debit</c>: left us (also where it is not given); <c>credit</c>: came back or came in.</param>
/// <param name="Entry">The wallet's own id of it.</param>
/// <param name="Currency">IDR, if given.</param>
public sealed record StatementLineData(string? Reference, long? Amount, DateTimeOffset? At, string? Direction = null, string? Entry = null, string? Currency = null);

/// <summary>Reads statements as JSON lines.</summary>
public static class StatementLines
{
    private const int MaxText = 100;
    private const int MaxPages = 100_000;

    private static LocalText NoHeader { get; } = new(
        "Baris 1: {\"statement\", \"day\", \"page\", \"last\"}; statement 1-100 karakter, day yyyy-MM-dd, page mulai dari 1.",
        "Line 1: {\"statement\", \"day\", \"page\", \"last\"}; statement 1-100 characters, day yyyy-MM-dd, page from 1.");

    public static Parsed<ProviderStatement> Read(ReadOnlyMemory<byte> bytes)
    {
        StatementHeaderData? header = null;
        var entries = new List<StatementEntry>();
        var number = 0;
        foreach (var range in bytes.Span.Split((byte)'\n'))
        {
            number++;
            var line = bytes.Span[range].Trim(" \t\r"u8);
            if (line.IsEmpty)
            {
                continue;
            }

            if (header is null)
            {
                header = Of<StatementHeaderData>(line);
                if (header is not { Statement.Length: > 0 and <= MaxText, Day: not null, Page: null or (>= 1 and <= MaxPages) })
                {
                    return Parsed.Refused<ProviderStatement>(NoHeader);
                }
            }
            else if (EntryOf(line) is { } entry)
            {
                entries.Add(entry);
            }
            else
            {
                return BadLine(number);
            }
        }

        return header is null ? Parsed.Refused<ProviderStatement>(NoHeader)
            : ProviderStatement.TotalProblem(entries) is { } wrong ? Parsed.Refused<ProviderStatement>(wrong)
            : Parsed.Ok(new ProviderStatement(header.Statement!, header.Day!.Value, header.Page ?? 1, header.Last ?? true, entries));
    }

    private static Parsed<ProviderStatement> BadLine(int number) => Parsed.Refused<ProviderStatement>(
        $"Baris {number}: reference (1-{MaxText} karakter), amount (Rupiah bulat di atas nol), at (RFC 3339), direction debit atau credit; currency hanya IDR.",
        $"Line {number}: reference (1-{MaxText} characters), amount (whole Rupiah above zero), at (RFC 3339), direction debit or credit; currency only IDR.");

    private static StatementEntry? EntryOf(ReadOnlySpan<byte> line) =>
        Of<StatementLineData>(line) is
            { Reference: { Length: > 0 and <= MaxText } reference, Amount: { } amount, At: { } at, Direction: null or "debit" or "credit", Entry: null or { Length: <= MaxText } } data
            && TransferLimits.Holds(amount) && TransferLimits.IsRupiah(data.Currency)
            ? new StatementEntry(reference, amount, data.Direction != "credit", IsReturn: false, null, at, data.Entry)
            : null;

    private static T? Of<T>(ReadOnlySpan<byte> line)
        where T : class
    {
        try
        {
            return PipelineJson.ReadStrict<T>(line);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
