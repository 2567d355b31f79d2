using Prakerja.Domain.Draw;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Batches;

public sealed record Receipt(string Ticket, int Batch, string Regency, int Group);

/// <param name="Signature">Detached JWS (ES256) over the canonical form (RFC 8785) of the receipt.</param>
public sealed record SignedReceipt(Receipt Receipt, string Signature);

/// <summary>
/// Receipts are kept for ever in the shard of the participant, written in the transaction of the joining: the log holds exactly those that were
/// given. Rows are in order of batch and time, so that the roots over an hour's receipts are range scans.
/// </summary>
public sealed class Receipts(ITableStore tables, BatchFiles files)
{
    public static string Row(BatchEntry entry) => $"t|{entry.Batch:D6}|{entry.JoinedAt.UtcTicks:D19}|{entry.Ticket}";

    /// <summary>Receipts of a batch joined in that time, the end excluded.</summary>
    public static RowRange Between(int batch, DateTimeOffset from, DateTimeOffset end) => new($"t|{batch:D6}|{from.UtcTicks:D19}|", $"t|{batch:D6}|{end.UtcTicks:D19}|");

    /// <summary>The bytes that are signed, and the leaf of the log.</summary>
    public static byte[] Canonical(Receipt receipt) => CanonicalJson.Write(new CanonicalObject
    {
        { "batch", receipt.Batch }, { "group", receipt.Group }, { "regency", receipt.Regency }, { "ticket", receipt.Ticket },
    });

    public async Task<SignedReceipt> IssueAsync(ParticipantChange change, BatchEntry entry)
    {
        var receipt = new Receipt(entry.Ticket, entry.Batch, entry.Regency, entry.Group);
        var signed = new SignedReceipt(receipt, await files.SignAsync(Canonical(receipt)));
        change.Insert(Row(entry), signed);
        return signed;
    }

    /// <summary>The receipt given before.</summary>
    public async ValueTask<SignedReceipt?> FindAsync(string participant, BatchEntry entry)
    {
        var row = await tables.GetAsync(ParticipantKeys.Table, ParticipantKeys.Shard(participant), Row(entry));
        return row is null ? null : PipelineJson.Read<SignedReceipt>(row.Body);
    }
}
