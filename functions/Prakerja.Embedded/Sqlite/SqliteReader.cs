using SQLitePCL;

namespace Prakerja.Embedded.Sqlite;

/// <summary>One connection with its prepared statements. Used by one thread at a time.</summary>
public class SqliteReader : IDisposable
{
    /// <summary>SQLITE_DBCONFIG_ENABLE_QPSG.</summary>
    private const int EnableStablePlans = 1007;

    private readonly sqlite3 handle;
    private readonly Dictionary<string, SqliteStatement> idle = new(StringComparer.Ordinal);

    internal SqliteReader(string path, int flags, IEnumerable<string> pragmas)
    {
        Batteries_V2.Init();
        var code = raw.sqlite3_open_v2(path, out handle, flags | raw.SQLITE_OPEN_NOMUTEX, null);
        if (code != raw.SQLITE_OK)
        {
            handle?.Dispose();
            throw new SqliteFailureException(code, $"SQLite could not open {path}.");
        }

        // A plan must not depend on bound values: otherwise SQLite prepares a statement anew at almost every binding.
        raw.sqlite3_db_config(handle, EnableStablePlans, 1, out _);
        foreach (var pragma in pragmas)
        {
            Execute(pragma);
        }
    }

    /// <summary>The statement for this text, prepared at most once for as long as it is given back; dispose it.</summary>
    public SqliteStatement Prepare(string sql)
    {
        if (idle.Remove(sql, out var statement))
        {
            return statement;
        }

        var code = raw.sqlite3_prepare_v2(handle, sql, out var prepared);
        return code == raw.SQLITE_OK ? new SqliteStatement(this, sql, prepared) : throw Failure(code);
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Runs statements whose rows do not matter.</summary>
    internal void Execute(string script)
    {
        var code = raw.sqlite3_exec(handle, script);
        if (code != raw.SQLITE_OK)
        {
            throw Failure(code);
        }
    }

    internal void Run(string sql)
    {
        using var statement = Prepare(sql);
        statement.Run();
    }

    internal bool InTransaction => raw.sqlite3_get_autocommit(handle) == 0;

    internal sqlite3 Handle => handle;

    internal SqliteFailureException Failure(int code) => new(code, raw.sqlite3_errmsg(handle).utf8_to_string());

    internal void GiveBack(SqliteStatement statement)
    {
        statement.Reset();
        if (!idle.TryAdd(statement.Sql, statement))
        {
            statement.Close();
        }
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
        {
            return;
        }

        foreach (var statement in idle.Values)
        {
            statement.Close();
        }

        idle.Clear();
        handle.Dispose();
    }
}
