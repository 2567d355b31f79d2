namespace Prakerja.Embedded.Sqlite;

/// <summary>The one connection that writes; its reads see the writes of its own transaction.</summary>
public sealed class SqliteWriter : SqliteReader
{
    private const int OpeningShift = 40;
    private long stamp;

    internal SqliteWriter(string path, int flags, IEnumerable<string> pragmas)
        : base(path, flags, pragmas)
    {
    }

    /// <summary>How often this file was opened, this time included: tells what a process that is gone has left behind.</summary>
    public long Opening => stamp >> OpeningShift;

    /// <summary>A number never given out before for this file, and larger than all before.</summary>
    public long NextStamp() => ++stamp;

    /// <summary>Rows changed by the statement run last.</summary>
    public int Changes => SQLitePCL.raw.sqlite3_changes(Handle);

    internal void CountOpening()
    {
        using var statement = Prepare("UPDATE opening SET number = number + 1 RETURNING number");
        statement.Step();
        stamp = statement.Long(0) << OpeningShift;
    }
}
