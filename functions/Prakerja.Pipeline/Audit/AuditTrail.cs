using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Audit;

/// <summary>
/// What staff did, in 256 hash chains (table <c>audit</c>, partition = chain). A subject's acts are all in one chain, in order. A record once written
/// cannot be changed, left out or moved without breaking every hash after it, and so the daily root.
/// </summary>
public sealed class AuditTrail(ITableStore tables, TimeProvider clock)
{
    public const string Table = "audit";
    private const string Head = "head";
    private const string Rows = "r|";

    public static IReadOnlyList<string> Chains { get; } = [.. Enumerable.Range(0, 256).Select(i => i.ToString("x2", CultureInfo.InvariantCulture))];

    public static string ChainOf(string subject) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(subject)).AsSpan(0, 1));

    /// <summary>Durable when the task completes; called before the act takes effect, so that nothing is done or read unrecorded.</summary>
    /// <param name="actor">Name of the member of staff.</param>
    /// <param name="action">A word such as <c>read-participant</c>.</param>
    /// <param name="subject">A random id, or a batch or list number; never personal data.</param>
    public async Task AppendAsync(string actor, string action, string subject)
    {
        var chain = ChainOf(subject);
        while (true)
        {
            var row = await tables.GetAsync(Table, chain, Head);
            var head = row is null ? AuditHead.Empty(chain) : PipelineJson.Read<AuditHead>(row.Body);
            var record = AuditRecord.After(head, clock.GetUtcNow(), actor, action, subject);
            var moved = PipelineJson.Write(new AuditHead(chain, record.Seq, record.Hash));
            TableWrite headWrite = row is null ? new TableWrite.Insert(Head, moved) : new TableWrite.Replace(Head, moved, row.ETag);
            if ((await tables.CommitAsync(Table, chain, [new TableWrite.Insert(Row(record.Seq), PipelineJson.Write(record)), headWrite])).Committed)
            {
                return;
            }
        }
    }

    public async ValueTask<AuditHead> HeadAsync(string chain)
    {
        var row = await tables.GetAsync(Table, chain, Head);
        return row is null ? AuditHead.Empty(chain) : PipelineJson.Read<AuditHead>(row.Body);
    }

    /// <summary>Where the chain stood at a moment that has passed.</summary>
    public async ValueTask<AuditHead> HeadAtAsync(string chain, DateTimeOffset moment)
    {
        var (low, high) = (AuditHead.Empty(chain), (await HeadAsync(chain)).Seq);
        while (low.Seq < high)
        {
            var middle = low.Seq + ((high - low.Seq + 1) / 2);
            var record = PipelineJson.Read<AuditRecord>((await tables.GetAsync(Table, chain, Row(middle)))!.Body);
            (low, high) = record.At < moment ? (new AuditHead(chain, middle, record.Hash), high) : (low, middle - 1);
        }

        return low;
    }

    /// <summary>Records after a sequence number, ascending; up to <paramref name="limit"/>.</summary>
    public async Task<IReadOnlyList<AuditRecord>> ReadAsync(string chain, long after, int limit)
    {
        var found = new List<AuditRecord>();
        string? continuation = null;
        do
        {
            var page = await tables.ScanAsync(Table, chain, new RowRange(Row(after + 1), "r}"), limit - found.Count, continuation);
            found.AddRange(page.Rows.Select(r => PipelineJson.Read<AuditRecord>(r.Body)));
            continuation = page.Continuation;
        }
        while (continuation is not null && found.Count < limit);
        return found;
    }

    /// <summary>The first sequence number at which the chain is broken, or null: every record follows on the one before, up to the head.</summary>
    public async Task<long?> FindBreakAsync(string chain)
    {
        var at = AuditHead.Empty(chain);
        while (await ReadAsync(chain, at.Seq, 1000) is { Count: > 0 } records)
        {
            foreach (var record in records)
            {
                if (!record.Follows(at))
                {
                    return at.Seq + 1;
                }

                at = new AuditHead(chain, record.Seq, record.Hash);
            }
        }

        return await HeadAsync(chain) == at ? null : at.Seq + 1;
    }

    private static string Row(long seq) => $"{Rows}{seq:D12}";
}
