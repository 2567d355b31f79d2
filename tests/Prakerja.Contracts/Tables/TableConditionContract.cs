using Prakerja.Pipeline.Ports;

namespace Prakerja.Contracts.Tables;

public abstract class TableConditionContract : TableStoreContract
{
    [Fact]
    public async Task Replace_WithTheETag_ChangesBodyAndETag()
    {
        var etag = await Insert("row", "old");

        var result = await Commit(new TableWrite.Replace("row", Bytes("new"), etag));

        Assert.True(result.Committed);
        Assert.NotEqual(etag, result.ETags[0]);
        Assert.Equal(("new", result.ETags[0]), (Text(await Get("row")), (await Get("row"))!.ETag));
    }

    [Fact]
    public async Task Replace_WithAnOldETag_ConflictsAndChangesNothing()
    {
        var old = await Insert("row", "one");
        await Commit(new TableWrite.Replace("row", Bytes("two"), old));

        var result = await Commit(new TableWrite.Replace("row", Bytes("three"), old));

        Assert.Equal((CommitConflict.Changed, 0), (result.Conflict, result.FailedIndex));
        Assert.Equal("two", Text(await Get("row")));
    }

    [Fact]
    public async Task Replace_WithoutARow_Conflicts()
    {
        var etag = await Insert("other");

        var result = await Commit(new TableWrite.Replace("absent", Bytes("x"), etag));

        Assert.Equal(CommitConflict.Changed, result.Conflict);
        Assert.Null(await Get("absent"));
    }

    [Fact]
    public async Task Replace_AfterDeleteAndInsert_ConflictsThoughTheBodyIsTheSame()
    {
        var old = await Insert("row", "same");
        await Commit(new TableWrite.Delete("row"));
        await Insert("row", "same");

        var result = await Commit(new TableWrite.Replace("row", Bytes("x"), old));

        Assert.Equal(CommitConflict.Changed, result.Conflict);
    }

    [Fact]
    public async Task Replace_ByManyWithOneETag_ExactlyOneWins()
    {
        var etag = await Insert("row", "start");

        var results = await Task.WhenAll(
            Enumerable.Range(0, 32).Select(n => Commit(new TableWrite.Replace("row", Bytes($"{n}"), etag))));

        var winner = Assert.Single(Enumerable.Range(0, 32), n => results[n].Committed);
        Assert.All(results.Where(result => !result.Committed), result => Assert.Equal(CommitConflict.Changed, result.Conflict));
        Assert.Equal($"{winner}", Text(await Get("row")));
    }

    [Fact]
    public async Task Upsert_AbsentOrThere_Writes()
    {
        var first = await Commit(new TableWrite.Upsert("row", Bytes("one")));
        var second = await Commit(new TableWrite.Upsert("row", Bytes("two")));

        Assert.True(first.Committed && second.Committed);
        Assert.NotEqual(first.ETags[0], second.ETags[0]);
        Assert.Equal("two", Text(await Get("row")));
    }

    [Fact]
    public async Task Delete_WithoutETag_RemovesAndAcceptsAbsence()
    {
        await Insert("row");

        var first = await Commit(new TableWrite.Delete("row"));
        var second = await Commit(new TableWrite.Delete("row"));

        Assert.True(first.Committed && second.Committed);
        Assert.Equal([""], first.ETags);
        Assert.Null(await Get("row"));
    }

    [Fact]
    public async Task Delete_WithETag_RemovesOnlyThatVersion()
    {
        var old = await Insert("row", "one");
        var current = (await Commit(new TableWrite.Upsert("row", Bytes("two")))).ETags[0];

        var refused = await Commit(new TableWrite.Delete("row", old));
        var done = await Commit(new TableWrite.Delete("row", current));
        var again = await Commit(new TableWrite.Delete("row", current));

        Assert.Equal((CommitConflict.Changed, true, CommitConflict.Changed), (refused.Conflict, done.Committed, again.Conflict));
    }
}
