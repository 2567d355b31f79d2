using Prakerja.Embedded.Sqlite;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Embedded.Tables;

/// <summary>One commit as a work item: all conditions first, then all writes, so that a refusal has nothing to undo.</summary>
internal sealed class TableCommit(string table, string partition, IReadOnlyList<TableWrite> writes)
{
    private const string FindSql = "SELECT etag FROM rows WHERE tbl = ?1 AND pk = ?2 AND rk = ?3";

    private const string PutSql =
        "INSERT INTO rows (tbl, pk, rk, etag, body) VALUES (?1, ?2, ?3, ?4, ?5) "
        + "ON CONFLICT (tbl, pk, rk) DO UPDATE SET etag = excluded.etag, body = excluded.body";

    private const string DeleteSql = "DELETE FROM rows WHERE tbl = ?1 AND pk = ?2 AND rk = ?3";

    public CommitResult Run(SqliteWriter writer)
    {
        for (var index = 0; index < writes.Count; index++)
        {
            if (Conflict(writer, writes[index]) is var conflict and not CommitConflict.None)
            {
                return new CommitResult([], conflict, index);
            }
        }

        var etags = new string[writes.Count];
        for (var index = 0; index < writes.Count; index++)
        {
            etags[index] = Apply(writer, writes[index]);
        }

        return new CommitResult(etags);
    }

    private CommitConflict Conflict(SqliteWriter writer, TableWrite write) => write switch
    {
        TableWrite.Insert => Find(writer, write.Row) is null ? CommitConflict.None : CommitConflict.Exists,
        TableWrite.Replace replace => Matches(writer, write.Row, replace.ETag),
        TableWrite.Delete { ETag: { } etag } => Matches(writer, write.Row, etag),
        _ => CommitConflict.None,
    };

    private CommitConflict Matches(SqliteWriter writer, string row, string etag) =>
        Find(writer, row) is { } found && SqliteTableStore.ETag(found) == etag ? CommitConflict.None : CommitConflict.Changed;

    private long? Find(SqliteWriter writer, string row)
    {
        using var find = writer.Prepare(FindSql);
        return find.Bind(1, table).Bind(2, partition).Bind(3, row).Step() ? find.Long(0) : null;
    }

    private string Apply(SqliteWriter writer, TableWrite write) => write switch
    {
        TableWrite.Insert insert => Put(writer, write.Row, insert.Body),
        TableWrite.Replace replace => Put(writer, write.Row, replace.Body),
        TableWrite.Upsert upsert => Put(writer, write.Row, upsert.Body),
        _ => Delete(writer, write.Row),
    };

    private string Put(SqliteWriter writer, string row, ReadOnlyMemory<byte> body)
    {
        var etag = writer.NextStamp();
        using var put = writer.Prepare(PutSql);
        put.Bind(1, table).Bind(2, partition).Bind(3, row).Bind(4, etag).Bind(5, body).Step();
        return SqliteTableStore.ETag(etag);
    }

    private string Delete(SqliteWriter writer, string row)
    {
        using var delete = writer.Prepare(DeleteSql);
        delete.Bind(1, table).Bind(2, partition).Bind(3, row).Step();
        return "";
    }
}
