using Prakerja.Embedded.Sqlite;

namespace Prakerja.Embedded.Tests;

/// <summary>A database in a file of its own, as the host has it.</summary>
internal sealed class DatabaseFile
{
    private readonly TemporaryDirectory directory = new();

    public DatabaseFile() => Database = Open();

    public SqliteDatabase Database { get; private set; }

    public void Reopen()
    {
        Database.Dispose();
        Database = Open();
    }

    public Task DisposeAsync()
    {
        Database.Dispose();
        directory.Dispose();
        return Task.CompletedTask;
    }

    private SqliteDatabase Open() => new(new SqliteDatabaseOptions(directory.File("data.db")));
}
