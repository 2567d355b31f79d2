using System.Text;
using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Batches;

namespace Prakerja.Pipeline.Ledger;

public enum ExportFormat
{
    /// <summary>For hledger and ledger-cli.</summary>
    Hledger,

    Csv,
}

/// <summary>
/// The posted transfers of a day, or all of them, as a stream: whatever there is, a piece is in memory. In the order they are stored in (shard, participant,
/// key), so the same transfers always make the same bytes; accounting programs sort by day themselves. What is posted never changes, nor does a past day.
/// </summary>
public sealed class LedgerExport(LedgerScan scan, LedgerDays days)
{
    private const int PieceSize = 32 * 1024;

    /// <param name="day">Day of posting (WIB); null: all.</param>
    public Stream Open(DateOnly? day, ExportFormat format) => new PartsStream(PiecesAsync(day, format));

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> PiecesAsync(DateOnly? day, ExportFormat format)
    {
        var piece = new StringBuilder(format == ExportFormat.Csv ? LedgerCsv.Header : HledgerJournal.Header(day));
        await foreach (var transfer in day is { } only ? days.ReadAsync(only) : scan.AllAsync())
        {
            if (transfer.State != TransferState.Posted)
            {
                continue;
            }

            piece.Append(format == ExportFormat.Csv ? LedgerCsv.Line(transfer) : HledgerJournal.Entry(transfer));
            if (piece.Length >= PieceSize)
            {
                yield return Encoding.UTF8.GetBytes(piece.ToString());
                piece.Clear();
            }
        }

        yield return Encoding.UTF8.GetBytes(piece.ToString());
    }
}
