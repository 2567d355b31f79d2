using SQLitePCL;

namespace Prakerja.Embedded.Sqlite;

/// <summary>How connections are opened: write-ahead log, every commit on disk, checkpoints small enough not to hold commits up for long.</summary>
internal static class SqliteConnections
{
    private static readonly string[] ReaderPragmas =
        ["PRAGMA busy_timeout = 5000", "PRAGMA cache_size = -8192", "PRAGMA mmap_size = 268435456", "PRAGMA query_only = 1"];

    /// <summary>The writer, with the schema brought up to date and the opening counted.</summary>
    public static SqliteWriter OpenWriter(SqliteDatabaseOptions options)
    {
        if (options is { Path: null, Inline: false })
        {
            throw new ArgumentException("A database in memory must be inline.", nameof(options));
        }

        var opened = new SqliteWriter(
            options.Path ?? ":memory:", raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE, WriterPragmas(options.Synchronous));
        try
        {
            SchemaScripts.Apply(opened);
            opened.CountOpening();
            return opened;
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    public static SqliteReader OpenReader(string path) => new(path, raw.SQLITE_OPEN_READWRITE, ReaderPragmas);

    private static string[] WriterPragmas(bool synchronous) =>
    [
        "PRAGMA busy_timeout = 5000", "PRAGMA auto_vacuum = NONE", "PRAGMA journal_mode = WAL",
        $"PRAGMA synchronous = {(synchronous ? "FULL" : "OFF")}", "PRAGMA cache_size = -65536",
        "PRAGMA temp_store = MEMORY", "PRAGMA wal_autocheckpoint = 4096",
    ];
}
