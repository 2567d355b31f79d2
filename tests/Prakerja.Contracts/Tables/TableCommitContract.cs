using Prakerja.Pipeline.Ports;

namespace Prakerja.Contracts.Tables;

public abstract class TableCommitContract : TableStoreContract
{
    [Fact]
    public async Task Get_WithoutARow_IsNull() => Assert.Null(await Get("absent"));

    [Fact]
    public async Task Insert_NewRow_IsReadBackWithItsETag()
    {
        var etag = await Insert("row", "hello");

        var row = await Get("row");

        Assert.Equal((Partition, "row", "hello", etag), (row!.Partition, row.Row, Text(row), row.ETag));
    }

    [Fact]
    public async Task Insert_RowThatIsThere_ConflictsAndChangesNothing()
    {
        var etag = await Insert("row", "first");

        var result = await Commit(new TableWrite.Insert("row", Bytes("second")));

        Assert.Equal((false, CommitConflict.Exists, 0), (result.Committed, result.Conflict, result.FailedIndex));
        Assert.Equal(("first", etag), (Text(await Get("row")), (await Get("row"))!.ETag));
    }

    [Fact]
    public async Task Insert_ByManyAtOnce_ExactlyOneWins()
    {
        var results = await Task.WhenAll(
            Enumerable.Range(0, 32).Select(n => Commit(new TableWrite.Insert("claim", Bytes($"{n}")))));

        var winner = Assert.Single(Enumerable.Range(0, 32), n => results[n].Committed);
        Assert.All(results.Where(result => !result.Committed), result => Assert.Equal(CommitConflict.Exists, result.Conflict));
        Assert.Equal($"{winner}", Text(await Get("claim")));
    }

    [Fact]
    public async Task Commit_AHundredWrites_AreAllThereWithOneETagEach()
    {
        var result = await Commit([.. Enumerable.Range(0, 100).Select(n => new TableWrite.Insert($"{n:d3}", Bytes($"{n}")))]);

        Assert.Equal(100, result.ETags.Count);
        Assert.Equal(Enumerable.Range(0, 100).Select(n => $"{n:d3}"), await ScanAll(RowRange.All));
        Assert.Equal(result.ETags[42], (await Get("042"))!.ETag);
    }

    [Fact]
    public async Task Commit_OneConditionBroken_WritesNothingAndNamesTheFirst()
    {
        var etag = await Insert("there", "kept");

        var result = await Commit(
            new TableWrite.Upsert("a", Bytes("x")), new TableWrite.Delete("there", etag),
            new TableWrite.Replace("absent", Bytes("x"), etag), new TableWrite.Insert("b", Bytes("x")));

        Assert.Equal((CommitConflict.Changed, 2), (result.Conflict, result.FailedIndex));
        Assert.Empty(result.ETags);
        Assert.Equal(["there"], await ScanAll(RowRange.All));
    }

    [Fact]
    public async Task Commit_EveryKindOfWrite_AppliesAll()
    {
        var replaced = await Insert("replaced", "old");
        var deleted = await Insert("deleted", "old");

        var result = await Commit(
            new TableWrite.Insert("inserted", Bytes("new")), new TableWrite.Replace("replaced", Bytes("new"), replaced),
            new TableWrite.Upsert("upserted", Bytes("new")), new TableWrite.Delete("deleted", deleted), new TableWrite.Delete("never there"));

        Assert.True(result.Committed);
        Assert.Equal(["inserted", "replaced", "upserted"], await ScanAll(RowRange.All));
        Assert.Equal([false, false, false, true, true], result.ETags.Select(etag => etag.Length == 0));
    }

    [Fact]
    public async Task Rows_OfOtherTablesAndPartitions_AreOthers()
    {
        await Insert("row", "mine");

        var table = await Store.CommitAsync("Contract2", Partition, [new TableWrite.Insert("row", Bytes("other table"))]);
        var partition = await Store.CommitAsync(Table, Partition + "2", [new TableWrite.Insert("row", Bytes("other partition"))]);

        Assert.True(table.Committed && partition.Committed);
        Assert.Equal("mine", Text(await Get("row")));
        Assert.Equal("other table", Text(await Store.GetAsync("Contract2", Partition, "row")));
        Assert.Equal(["row"], await ScanAll(RowRange.All));
    }
}
