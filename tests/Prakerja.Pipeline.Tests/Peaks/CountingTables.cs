using System.Collections.Concurrent;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Tests.Peaks;

/// <summary>
/// Counts what Azure counts against its limits: one operation for each entity written, read or returned, and one for a look that finds
/// nothing. A commit of thirty rows is thirty operations.
/// </summary>
public sealed class CountingTables(ITableStore inner) : ITableStore
{
    private ConcurrentDictionary<(string Table, string Partition), long> counts = new();

    /// <summary>What was counted since the last time.</summary>
    public IReadOnlyDictionary<(string Table, string Partition), long> Take() =>
        Interlocked.Exchange(ref counts, new ConcurrentDictionary<(string Table, string Partition), long>());

    public ValueTask<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation = default)
    {
        Count(table, partition, 1);
        return inner.GetAsync(table, partition, row, cancellation);
    }

    public Task<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<TableWrite> writes, CancellationToken cancellation = default)
    {
        Count(table, partition, writes.Count);
        return inner.CommitAsync(table, partition, writes, cancellation);
    }

    public async Task<TablePage> ScanAsync(
        string table, string partition, RowRange range, int limit, string? continuation = null, CancellationToken cancellation = default)
    {
        var page = await inner.ScanAsync(table, partition, range, limit, continuation, cancellation);
        Count(table, partition, Math.Max(1, page.Rows.Count));
        return page;
    }

    private void Count(string table, string partition, int operations) => counts.AddOrUpdate((table, partition), operations, (_, n) => n + operations);
}
