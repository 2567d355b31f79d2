using Prakerja.Embedded.Sqlite;

namespace Prakerja.Benchmarks.Engine;

/// <summary>A SQLite file in a folder of its own, gone afterwards.</summary>
internal sealed class BenchmarkFile : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("prakerja-benchmark").FullName;

    public BenchmarkFile() => Database = new SqliteDatabase(new SqliteDatabaseOptions(Path.Combine(folder, "engine.db")));

    public SqliteDatabase Database { get; }

    public void Dispose()
    {
        Database.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
