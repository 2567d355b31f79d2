using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Tests.Keys;

/// <summary>Point reads and single writes, in memory: as much of a table store as the vault and the partners use. The contract suites run the real one.</summary>
internal sealed class MemoryTables : ITableStore
{
    private readonly Lock gate = new();
    private readonly SortedDictionary<string, TableRow> rows = new(StringComparer.Ordinal);
    private int etag;

    public Func<string, bool> Unavailable { get; set; } = _ => false;

    public IReadOnlyList<TableRow> Rows
    {
        get
        {
            lock (gate)
            {
                return [.. rows.Values];
            }
        }
    }

    public ValueTask<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation = default)
    {
        Check(table);
        lock (gate)
        {
            return ValueTask.FromResult(rows.GetValueOrDefault(Key(table, partition, row)));
        }
    }

    public Task<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<TableWrite> writes, CancellationToken cancellation = default)
    {
        Check(table);
        lock (gate)
        {
            var conflict = writes.Select((write, at) => (At: at, Conflict: ConflictOf(Key(table, partition, write.Row), write))).FirstOrDefault(c => c.Conflict != CommitConflict.None);
            return Task.FromResult(conflict.Conflict == CommitConflict.None
                ? new CommitResult([.. writes.Select(write => Apply(table, partition, write))])
                : new CommitResult([], conflict.Conflict, conflict.At));
        }
    }

    public Task<TablePage> ScanAsync(string table, string partition, RowRange range, int limit, string? continuation = null, CancellationToken cancellation = default)
    {
        Check(table);
        lock (gate)
        {
            var found = rows.Where(r => r.Key.StartsWith(Key(table, partition, ""), StringComparison.Ordinal)).Select(r => r.Value)
                .Where(r => string.CompareOrdinal(r.Row, continuation ?? range.From ?? "") >= 0 && (range.To is null || string.CompareOrdinal(r.Row, range.To) < 0))
                .Take(limit + 1).ToArray();
            return Task.FromResult(new TablePage(found[..Math.Min(limit, found.Length)], found.Length > limit ? found[limit].Row : null));
        }
    }

    private CommitConflict ConflictOf(string key, TableWrite write) => write switch
    {
        TableWrite.Insert => rows.ContainsKey(key) ? CommitConflict.Exists : CommitConflict.None,
        TableWrite.Replace replace => rows.GetValueOrDefault(key)?.ETag == replace.ETag ? CommitConflict.None : CommitConflict.Changed,
        TableWrite.Delete { ETag: { } tag } => rows.GetValueOrDefault(key)?.ETag == tag ? CommitConflict.None : CommitConflict.Changed,
        _ => CommitConflict.None,
    };

    private string Apply(string table, string partition, TableWrite write)
    {
        var (key, tag) = (Key(table, partition, write.Row), $"{++etag}");
        switch (write)
        {
            case TableWrite.Insert insert: rows[key] = new TableRow(partition, write.Row, insert.Body, tag); break;
            case TableWrite.Replace replace: rows[key] = new TableRow(partition, write.Row, replace.Body, tag); break;
            case TableWrite.Upsert upsert: rows[key] = new TableRow(partition, write.Row, upsert.Body, tag); break;
            default: rows.Remove(key); return "";
        }

        return tag;
    }

    private void Check(string table)
    {
        if (Unavailable(table))
        {
            throw new StoreUnavailableException("The test says so.");
        }
    }

    private static string Key(string table, string partition, string row) => $"{table}\n{partition}\n{row}";
}
