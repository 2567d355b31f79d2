namespace Prakerja.Embedded.Sqlite;

/// <summary>SQLite refused; <see cref="Code"/> is its (extended) result code.</summary>
public sealed class SqliteFailureException : Exception
{
    public SqliteFailureException() { }

    public SqliteFailureException(string message) : base(message) { }

    public SqliteFailureException(string message, Exception inner) : base(message, inner) { }

    public SqliteFailureException(int code, string message) : base($"SQLite error {code}: {message}") => Code = code;

    public int Code { get; }
}

/// <summary>Another process (or another object of this one) has the data directory open.</summary>
public sealed class DatabaseInUseException : Exception
{
    public DatabaseInUseException() { }

    public DatabaseInUseException(string message) : base(message) { }

    public DatabaseInUseException(string message, Exception inner) : base(message, inner) { }
}
