using System.Globalization;
using Prakerja.Domain.Draw;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Batches;

/// <param name="Hour">End of the hour in UTC, <c>yyyy-MM-ddTHH</c>: the log has every receipt of before then that was not in it yet.</param>
/// <param name="Receipts">How many this hour added.</param>
/// <param name="Root">RFC 6962 root over them, ascending by ticket; a leaf is the canonical receipt.</param>
/// <param name="Previous">SHA-256 of the document before; 64 zeros for the first. So every document fixes all before it.</param>
/// <param name="Document">Canonical JSON with hour, receipts, total, root and previous: the bytes that are signed.</param>
/// <param name="Signature">Detached JWS (ES256) over the document.</param>
public sealed record ReceiptRoot(string Hour, DateTimeOffset At, long Receipts, long Total, string Root, string Previous, byte[] Document, string Signature);

/// <summary>
/// The log of receipts (draw.md): while a batch is open a signed root is published every hour, each naming the one before. A document is published once
/// and stays as it is; hours that were missed are in the next one.
/// </summary>
public sealed class ReceiptRoots(ITableStore tables, BatchStore batches, BatchFiles files, ReceiptHour hours, TimeProvider clock) : ITimerTask
{
    public const string Table = "receiptroots";
    public const string Partition = "all";
    private const string Last = "last";

    /// <summary>A receipt decided in one hour may be committed early in the next; later than this it cannot.</summary>
    private static readonly TimeSpan CommitTime = TimeSpan.FromHours(1);

    public string Name => "receipt-root";

    public TimerSchedule Schedule { get; } = new(TimeSpan.FromHours(1));

    public static RowRange All { get; } = RowRange.Prefix("h|");

    public async Task RunAsync(DateTimeOffset dueAt, CancellationToken cancellation)
    {
        var end = new DateTimeOffset(dueAt.UtcTicks - (dueAt.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
        var row = await tables.GetAsync(Table, Partition, Last, cancellation);
        var last = row is null ? null : PipelineJson.Read<ReceiptRoot>(row.Body);
        var from = last is null ? DateTimeOffset.UnixEpoch : EndOf(last.Hour) - CommitTime;
        Batch[] open = [.. (await batches.ListAsync()).Where(b => b.ApprovedAt is not null && b.OpensAt < end && b.ClosesAt > from)];
        if (open.Length == 0 || last?.Hour == HourOf(end))
        {
            return;
        }

        var next = await TakeAsync(HourOf(end), last, await CollectAsync(open, from, end, last));
        var body = PipelineJson.Write(next);
        TableWrite head = row is null ? new TableWrite.Insert(Last, body) : new TableWrite.Replace(Last, body, row.ETag);
        await tables.CommitAsync(Table, Partition, [new TableWrite.Insert(RowOf(next.Hour), body), head], cancellation);
    }

    public async ValueTask<ReceiptRoot?> FindAsync(string hour)
    {
        var row = IsHour(hour) ? await tables.GetAsync(Table, Partition, RowOf(hour)) : null;
        return row is null ? null : PipelineJson.Read<ReceiptRoot>(row.Body);
    }

    /// <summary>Where the receipt is in the log; null: not in it (yet).</summary>
    public async Task<(ReceiptRoot Root, ReceiptPlace Place)?> LocateAsync(BatchEntry entry)
    {
        if (!DrawEntry.TryParseId(entry.Ticket, out var ticket))
        {
            return null;
        }

        // The first document of after the joining has it, or the one that follows, if the commit came later.
        var page = await tables.ScanAsync(Table, Partition, All with { From = RowOf(HourOf(entry.JoinedAt)) + "|" }, 2);
        foreach (var root in page.Rows.Select(r => PipelineJson.Read<ReceiptRoot>(r.Body)))
        {
            if (await hours.FindAsync(root.Hour, root.Root, ticket) is { } place)
            {
                return (root, place);
            }
        }

        return null;
    }

    private static string RowOf(string hour) => $"h|{hour}";

    private static string HourOf(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH", CultureInfo.InvariantCulture);

    private static bool IsHour(string text) => DateTime.TryParseExact(text, "yyyy-MM-dd'T'HH", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static DateTimeOffset EndOf(string hour) => DateTimeOffset.ParseExact(hour, "yyyy-MM-dd'T'HH", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private async Task<ReceiptRoot> TakeAsync(string hour, ReceiptRoot? last, List<(UInt128 Ticket, Hash256 Leaf)> receipts)
    {
        var root = await hours.WriteAsync(hour, receipts);
        var previous = last is null ? default : Hash256.Of(last.Document);
        var total = (last?.Total ?? 0) + receipts.Count;
        var document = CanonicalJson.Write(new CanonicalObject { { "hour", hour }, { "previous", previous }, { "receipts", receipts.Count }, { "root", root }, { "total", total } });
        return new ReceiptRoot(hour, clock.GetUtcNow(), receipts.Count, total, root.ToString(), previous.ToString(), document, await files.SignAsync(document));
    }

    /// <summary>What the log does not have yet: of the last hour's receipts, those committed after its document was made.</summary>
    private async Task<List<(UInt128 Ticket, Hash256 Leaf)>> CollectAsync(Batch[] open, DateTimeOffset from, DateTimeOffset end, ReceiptRoot? last)
    {
        var known = last is null ? [] : await hours.TicketsAsync(last.Hour, last.Root);
        var found = new List<(UInt128 Ticket, Hash256 Leaf)>();
        foreach (var shard in ParticipantKeys.Shards)
        {
            foreach (var batch in open)
            {
                await CollectAsync(found, known, shard, Receipts.Between(batch.Number, from, end));
            }
        }

        found.Sort((a, b) => a.Ticket.CompareTo(b.Ticket));
        return found;
    }

    private async Task CollectAsync(List<(UInt128 Ticket, Hash256 Leaf)> found, HashSet<UInt128> known, string shard, RowRange range)
    {
        await foreach (var row in tables.RowsAsync(ParticipantKeys.Table, shard, range))
        {
            var receipt = PipelineJson.Read<SignedReceipt>(row.Body).Receipt;
            if (DrawEntry.TryParseId(receipt.Ticket, out var ticket) && !known.Contains(ticket))
            {
                found.Add((ticket, MerkleTree.Leaf(Receipts.Canonical(receipt))));
            }
        }
    }
}
