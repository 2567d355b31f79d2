using SQLitePCL;

namespace Prakerja.Embedded.Sqlite;

/// <summary>How connections are opened: write-ahead log, every commit on disk, checkpoints small enough not to hold commits up for long.</summary>
internal static class SqliteConnections
{
    /// <summary>SQLite's name for a private database: in memory, and in an unnamed temporary file as it outgrows the page cache.</summary>
    private const string Temporary = "";

    /// <summary>KiB. SQLite counts the changed pages of a temporary database at each commit, so a larger cache makes commits slower, not faster.</summary>
    private const int TemporaryCache = 8192;

    private static readonly string[] ReaderPragmas =
        ["PRAGMA busy_timeout = 5000", "PRAGMA cache_size = -8192", "PRAGMA mmap_size = 0", "PRAGMA query_only = 1"];

    /// <summary>The writer, with the schema brought up to date and the opening counted.</summary>
    public static SqliteWriter OpenWriter(SqliteDatabaseOptions options)
    {
        if (options is { Path: null, Inline: false })
        {
            throw new ArgumentException("A temporary database must be inline.", nameof(options));
        }

        var opened = new SqliteWriter(
            options.Path ?? Temporary, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE, WriterPragmas(options));
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

    private static string[] WriterPragmas(SqliteDatabaseOptions options) =>
    [
        "PRAGMA busy_timeout = 5000", "PRAGMA auto_vacuum = NONE", $"PRAGMA journal_mode = {(options.Path is null ? "MEMORY" : "WAL")}",
        $"PRAGMA synchronous = {(options.Synchronous ? "FULL" : "OFF")}", $"PRAGMA cache_size = -{(options.Path is null ? TemporaryCache : 65536)}",
        "PRAGMA temp_store = MEMORY", "PRAGMA wal_autocheckpoint = 4096",
    ];
}
