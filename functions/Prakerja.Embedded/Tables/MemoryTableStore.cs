using Prakerja.Pipeline.Ports;

namespace Prakerja.Embedded.Tables;

/// <summary>
/// <see cref="ITableStore"/> in memory, completing synchronously: for simulations of very many small worlds. Lasts as long as the object; what a process
/// would find after a crash is exactly what was committed.
/// </summary>
public sealed class MemoryTableStore : ITableStore
{
    /// <summary>A page ends early once its bodies reach this many bytes, as Azure's do.</summary>
    private const int PageBytes = 4 * 1024 * 1024;

    private readonly Lock gate = new();
    private readonly Dictionary<(string Table, string Partition), MemoryPartition> partitions = [];
    private long stamp;

    public ValueTask<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation = default)
    {
        TableLimits.CheckTable(table);
        TableLimits.CheckKey(partition);
        TableLimits.CheckKey(row);
        cancellation.ThrowIfCancellationRequested();
        lock (gate)
        {
            return ValueTask.FromResult(partitions.GetValueOrDefault((table, partition))?.Find(row));
        }
    }

    public Task<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<TableWrite> writes, CancellationToken cancellation = default)
    {
        TableLimits.CheckCommit(table, partition, writes);
        cancellation.ThrowIfCancellationRequested();
        lock (gate)
        {
            if (!partitions.TryGetValue((table, partition), out var rows))
            {
                partitions[(table, partition)] = rows = new MemoryPartition();
            }

            for (var index = 0; index < writes.Count; index++)
            {
                if (rows.Conflict(writes[index]) is var conflict and not CommitConflict.None)
                {
                    return Task.FromResult(new CommitResult([], conflict, index));
                }
            }

            return Task.FromResult(new CommitResult([.. writes.Select(write => Apply(rows, partition, write))]));
        }
    }

    public Task<TablePage> ScanAsync(string table, string partition, RowRange range, int limit, string? continuation = null, CancellationToken cancellation = default)
    {
        TableLimits.CheckScan(table, partition, range, limit);
        cancellation.ThrowIfCancellationRequested();
        var from = continuation is null ? range.From ?? "" : RowKeyBounds.Least(continuation);
        lock (gate)
        {
            return Task.FromResult(partitions.GetValueOrDefault((table, partition))?.Scan(from, range.To, limit, PageBytes) ?? Empty);
        }
    }

    /// <summary>Another store that begins with what this one holds; from then on each is on its own.</summary>
    public MemoryTableStore Copy()
    {
        var copy = new MemoryTableStore();
        lock (gate)
        {
            copy.stamp = stamp;
            foreach (var (key, rows) in partitions)
            {
                copy.partitions[key] = rows.Copy();
            }
        }

        return copy;
    }

    private static TablePage Empty { get; } = new([], null);

    private string Apply(MemoryPartition rows, string partition, TableWrite write)
    {
        switch (write)
        {
            case TableWrite.Insert { Body: var body }:
                return rows.Put(NewRow(partition, write.Row, body));
            case TableWrite.Replace { Body: var body }:
                return rows.Put(NewRow(partition, write.Row, body));
            case TableWrite.Upsert { Body: var body }:
                return rows.Put(NewRow(partition, write.Row, body));
            default:
                rows.Remove(write.Row);
                return "";
        }
    }

    private TableRow NewRow(string partition, string row, ReadOnlyMemory<byte> body) => new(partition, row, body.ToArray(), SqliteTableStore.ETag(++stamp));
}
