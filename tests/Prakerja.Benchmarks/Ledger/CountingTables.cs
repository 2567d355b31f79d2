using Prakerja.Pipeline.Ports;

namespace Prakerja.Benchmarks.Ledger;

/// <summary>Counts what is committed.</summary>
internal sealed class CountingTables(ITableStore inner) : ITableStore
{
    private long commits;
    private long rows;

    /// <summary>Those in vain because of somebody else's counted too.</summary>
    public long Commits => commits;

    public double RowsPerCommit => (double)rows / commits;

    public void Reset() => (commits, rows) = (0, 0);

    public ValueTask<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation = default) => inner.GetAsync(table, partition, row, cancellation);

    public Task<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<TableWrite> writes, CancellationToken cancellation = default)
    {
        Interlocked.Increment(ref commits);
        Interlocked.Add(ref rows, writes.Count);
        return inner.CommitAsync(table, partition, writes, cancellation);
    }

    public Task<TablePage> ScanAsync(string table, string partition, RowRange range, int limit, string? continuation = null, CancellationToken cancellation = default) =>
        inner.ScanAsync(table, partition, range, limit, continuation, cancellation);
}
