using Prakerja.Embedded.Journal;
using Prakerja.Embedded.Sqlite;
using Prakerja.Engine.Journal;

namespace Prakerja.Engine.Tests;

/// <summary>A SQLite file of its own; without waiting for the disk unless asked, since no test here cuts the power.</summary>
public sealed class InSqlite : TestJournal
{
    private readonly string folder = Directory.CreateTempSubdirectory("prakerja-engine").FullName;
    private readonly bool synchronous;
    private SqliteDatabase database;
    private SqliteJournal journal;

    public InSqlite(bool synchronous = false)
    {
        this.synchronous = synchronous;
        database = Open();
        journal = new SqliteJournal(database);
    }

    public override IJournal Current => journal;

    public override void Reopen()
    {
        database.Dispose();
        database = Open();
        journal = new SqliteJournal(database);
    }

    protected override void Dispose(bool disposing)
    {
        database.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private SqliteDatabase Open() => new(new SqliteDatabaseOptions(Path.Combine(folder, "engine.db"), Synchronous: synchronous));
}
