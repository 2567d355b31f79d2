using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Ledger;

/// <summary>
/// Whether the ledger was found to agree with itself after a day. A partition that changed under every look of one night was not compared: it counts once
/// another night since the day has compared it.
/// </summary>
public sealed class AuditedDays(ITableStore tables)
{
    private const int PageSize = 10;

    /// <param name="end">The moment at which the day was over.</param>
    public async Task<bool> IsAuditedAsync(DateTimeOffset end)
    {
        HashSet<string>? left = null;
        await foreach (var row in tables.RowsAsync(LedgerAudits.Table, LedgerAudits.Partition, RowRange.All, PageSize))
        {
            var audit = PipelineJson.Read<KeptAudit>(row.Body);
            if (audit.At < end || audit.Different > 0)
            {
                return false;
            }

            left ??= new HashSet<string>(audit.Uncompared, StringComparer.Ordinal);
            left.IntersectWith(audit.Uncompared);
            if (left.Count == 0)
            {
                return true;
            }
        }

        return false;
    }
}
