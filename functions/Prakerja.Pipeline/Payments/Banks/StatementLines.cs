using System.Text.Json;
using Prakerja.Domain.Ledger;

namespace Prakerja.Pipeline.Payments.Banks;

/// <summary>A line of a wallet's statement.</summary>
/// <param name="Reference">Ours, of the instruction; or the wallet's own.</param>
/// <param name="Amount">Whole Rupiah.</param>
/// <param name="Direction"><c>debit</c>: left us (also where it is not given); <c>credit</c>: came back or came in.</param>
/// <param name="Currency">IDR, if given.</param>
public sealed record StatementLineData(string? Reference, long? Amount, DateTimeOffset? At, string? Direction = null, string? Reason = null, string? Currency = null);

/// <summary>Reads and applies statements as JSON lines.</summary>
public sealed class StatementLines(EntryPosting posting)
{
    private const int MaxReference = 100;

    public static Parsed<IReadOnlyList<StatementEntry>> Read(ReadOnlyMemory<byte> bytes)
    {
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

            if (EntryOf(line) is not { } entry)
            {
                return Parsed.Refused<IReadOnlyList<StatementEntry>>(
                    $"Baris {number}: reference (1-{MaxReference} karakter), amount (Rupiah bulat di atas nol), at (RFC 3339), direction debit atau credit; currency hanya IDR.",
                    $"Line {number}: reference (1-{MaxReference} characters), amount (whole Rupiah above zero), at (RFC 3339), direction debit or credit; currency only IDR.");
            }

            entries.Add(entry);
        }

        return Parsed.Ok<IReadOnlyList<StatementEntry>>(entries);
    }

    public async Task ApplyAsync(string provider, byte[] bytes)
    {
        foreach (var entry in Read(bytes).Value)
        {
            await posting.ApplyAsync(provider, entry);
        }
    }

    private static StatementEntry? EntryOf(ReadOnlySpan<byte> line)
    {
        try
        {
            return PipelineJson.ReadStrict<StatementLineData>(line) is
                { Reference: { Length: > 0 and <= MaxReference } reference, Amount: { } amount, At: { } at, Direction: null or "debit" or "credit" } data
                && TransferLimits.Holds(amount) && TransferLimits.IsRupiah(data.Currency)
                ? new StatementEntry(reference, amount, data.Direction != "credit", data.Direction == "credit", data.Reason, at)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
