using System.Globalization;
using Prakerja.Embedded.Sqlite;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Embedded.Tables;

/// <summary><see cref="ITableStore"/> in one SQLite table. Reads complete at once; commits share the database's group commit.</summary>
public sealed class SqliteTableStore(SqliteDatabase database) : ITableStore
{
    /// <summary>A page ends early once its bodies reach this many bytes, as Azure's do.</summary>
    private const int PageBytes = 4 * 1024 * 1024;

    private const string GetSql = "SELECT etag, body FROM rows WHERE tbl = ?1 AND pk = ?2 AND rk = ?3";

    private const string ScanSql =
        "SELECT rk, etag, body FROM rows WHERE tbl = ?1 AND pk = ?2 AND rk >= ?3 AND rk < ?4 ORDER BY rk LIMIT ?5";

    public ValueTask<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation = default)
    {
        TableLimits.CheckTable(table);
        TableLimits.CheckKey(partition);
        TableLimits.CheckKey(row);
        cancellation.ThrowIfCancellationRequested();
        return ValueTask.FromResult(database.Read(reader =>
        {
            using var get = reader.Prepare(GetSql);
            get.Bind(1, table).Bind(2, partition).Bind(3, row);
            return get.Step() ? new TableRow(partition, row, get.Blob(1), ETag(get.Long(0))) : null;
        }));
    }

    public Task<CommitResult> CommitAsync(
        string table, string partition, IReadOnlyList<TableWrite> writes, CancellationToken cancellation = default)
    {
        TableLimits.CheckCommit(table, partition, writes);
        cancellation.ThrowIfCancellationRequested();
        var commit = new TableCommit(table, partition, writes);
        return database.WriteAsync(commit.Run);
    }

    public Task<TablePage> ScanAsync(
        string table, string partition, RowRange range, int limit, string? continuation = null, CancellationToken cancellation = default)
    {
        TableLimits.CheckScan(table, partition, range, limit);
        cancellation.ThrowIfCancellationRequested();
        var from = RowKeyBounds.From(range, continuation);
        var to = RowKeyBounds.To(range);
        return Task.FromResult(database.Read(reader =>
        {
            using var scan = reader.Prepare(ScanSql);
            scan.Bind(1, table).Bind(2, partition).BindUtf8(3, from).BindUtf8(4, to).Bind(5, limit + 1);
            return ReadPage(scan, partition, limit);
        }));
    }

    internal static string ETag(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static TablePage ReadPage(SqliteStatement scan, string partition, int limit)
    {
        var rows = new List<TableRow>();
        var bytes = 0;
        while (scan.Step())
        {
            if (rows.Count == limit || bytes >= PageBytes)
            {
                return new TablePage(rows, RowKeyBounds.After(rows[^1].Row));
            }

            var body = scan.Blob(2);
            bytes += body.Length;
            rows.Add(new TableRow(partition, scan.Text(0), body, ETag(scan.Long(1))));
        }

        return new TablePage(rows, null);
    }
}
