using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Tests.Harness;

/// <summary>Counts the rows that scans gave, of all tables or of one.</summary>
public sealed class WatchedScans(ITableStore inner, string? only = null) : ITableStore
{
    public int Rows { get; set; }

    public ValueTask<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation = default) => inner.GetAsync(table, partition, row, cancellation);

    public Task<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<TableWrite> writes, CancellationToken cancellation = default) =>
        inner.CommitAsync(table, partition, writes, cancellation);

    public async Task<TablePage> ScanAsync(string table, string partition, RowRange range, int limit, string? continuation = null, CancellationToken cancellation = default)
    {
        var page = await inner.ScanAsync(table, partition, range, limit, continuation, cancellation);
        Rows += only is null || only == table ? page.Rows.Count : 0;
        return page;
    }
}
