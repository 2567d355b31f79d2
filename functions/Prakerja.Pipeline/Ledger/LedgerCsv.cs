using System.Globalization;

namespace Prakerja.Pipeline.Ledger;

/// <summary>Posted transfers as CSV (RFC 4180, lines end with CR LF).</summary>
public static class LedgerCsv
{
    public const string Header = "day,settledAt,kind,debit,credit,amount,key,reference\r\n";

    /// <summary>One line; amount in whole Rupiah.</summary>
    public static string Line(TransferRow transfer) => string.Join(
        ',', transfer.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        transfer.CountsFrom.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), Cell(transfer.Kind), Cell(transfer.Debit),
        Cell(transfer.Credit), transfer.Amount.ToString(CultureInfo.InvariantCulture), Cell(transfer.Key), Cell(transfer.Reference)) + "\r\n";

    /// <summary>Quoted where it must be; what a spreadsheet would take for a formula gets an apostrophe.</summary>
    private static string Cell(string text)
    {
        var safe = text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? $"'{text}" : text;
        return safe.AsSpan().IndexOfAny(",\"\r\n") < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
