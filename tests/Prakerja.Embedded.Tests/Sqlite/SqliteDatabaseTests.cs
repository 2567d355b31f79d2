using Prakerja.Embedded.Sqlite;

namespace Prakerja.Embedded.Tests.Sqlite;

public sealed class SqliteDatabaseTests : IDisposable
{
    private const string InsertSql = "INSERT INTO rows (tbl, pk, rk, etag, body) VALUES ('t', 'p', ?1, 1, x'00')";
    private readonly TemporaryDirectory directory = new();

    [Fact]
    public async Task Read_AfterAWrite_SeesIt()
    {
        using var database = Open();

        await Insert(database, "a");

        Assert.Equal(1, Count(database));
    }

    [Fact]
    public async Task Write_ThatThrows_SpoilsNoNeighbour()
    {
        using var database = Open();
        using var hold = new ManualResetEventSlim();
        var first = database.WriteAsync(_ => { hold.Wait(); return 0; });
        var good = Enumerable.Range(0, 20).Select(n => Insert(database, $"before {n}")).ToList();
        var bad = database.WriteAsync<int>(writer =>
        {
            InsertNow(writer, "bad");
            throw new InvalidDataException("broken");
        });
        good.AddRange(Enumerable.Range(0, 20).Select(n => Insert(database, $"after {n}")));
        hold.Set();

        await first;
        await Task.WhenAll(good);
        await Assert.ThrowsAsync<InvalidDataException>(() => bad);

        Assert.Equal(40, Count(database));
    }

    [Fact]
    public async Task Write_WhoseStatementFails_IsTheOnlyOneToFail()
    {
        using var database = Open();
        await Insert(database, "a");

        var twice = Insert(database, "a");
        var other = Insert(database, "b");

        await Assert.ThrowsAsync<SqliteFailureException>(() => twice);
        await other;
        Assert.Equal(2, Count(database));
    }

    [Fact]
    public async Task Write_Acknowledged_IsInACopyOfTheFilesTakenThatMoment()
    {
        using var copy = new TemporaryDirectory();
        using var database = Open();
        await Task.WhenAll(Enumerable.Range(0, 500).Select(n => Insert(database, $"row {n}")));

        foreach (var file in new[] { "data.db", "data.db-wal" })
        {
            File.Copy(directory.File(file), copy.File(file));
        }

        using var reopened = new SqliteDatabase(new SqliteDatabaseOptions(copy.File("data.db")));
        Assert.Equal(500, Count(reopened));
    }

    [Fact]
    public void Open_WhileOpen_IsRefused()
    {
        using var database = Open();

        Assert.Throws<DatabaseInUseException>(Open);
    }

    [Fact]
    public async Task Open_Again_FindsTheRowsAndCountsTheOpening()
    {
        long before;
        using (var database = Open())
        {
            await Insert(database, "a");
            before = await database.WriteAsync(writer => writer.NextStamp());
        }

        using var again = Open();

        Assert.Equal(1, Count(again));
        Assert.Equal(2, await again.WriteAsync(writer => writer.Opening));
        Assert.True(before < await again.WriteAsync(writer => writer.NextStamp()));
    }

    [Fact]
    public async Task Open_DataOfANewerBuild_IsRefused()
    {
        using (var database = Open())
        {
            await database.WriteAsync(writer => { using var version = writer.Prepare("PRAGMA user_version = 9999"); return version.Step(); });
        }

        var refused = Assert.Throws<InvalidOperationException>(Open);
        Assert.Contains("9999", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_Inline_IsCompleteOnReturn()
    {
        using var database = new SqliteDatabase(SqliteDatabaseOptions.Temporary);

        Assert.True(Insert(database, "a").IsCompletedSuccessfully);
        Assert.True(Insert(database, "a").IsFaulted);
        Assert.Equal(1, Count(database));
    }

    [Fact]
    public async Task Dispose_WithWritesWaiting_FinishesThem()
    {
        Task<int>[] writes;
        using (var database = Open())
        {
            writes = [.. Enumerable.Range(0, 100).Select(n => Insert(database, $"row {n}"))];
        }

        await Task.WhenAll(writes);
        using var again = Open();
        Assert.Equal(100, Count(again));
    }

    [Fact]
    public async Task Write_AfterDispose_IsRefused()
    {
        var database = Open();
        database.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => Insert(database, "late"));
    }

    public void Dispose() => directory.Dispose();

    private SqliteDatabase Open() => new(new SqliteDatabaseOptions(directory.File("data.db")));

    private static Task<int> Insert(SqliteDatabase database, string row) => database.WriteAsync(writer => InsertNow(writer, row));

    private static int InsertNow(SqliteWriter writer, string row)
    {
        using var insert = writer.Prepare(InsertSql);
        insert.Bind(1, row).Step();
        return writer.Changes;
    }

    private static long Count(SqliteDatabase database) => database.Read(reader =>
    {
        using var count = reader.Prepare("SELECT count(*) FROM rows");
        count.Step();
        return count.Long(0);
    });
}
