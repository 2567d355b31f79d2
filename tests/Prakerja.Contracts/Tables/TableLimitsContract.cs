using Prakerja.Pipeline.Ports;

namespace Prakerja.Contracts.Tables;

public abstract class TableLimitsContract : TableStoreContract
{
    public static TheoryData<string> BadKeys =>
        ["", new string('k', 513), "a/b", "a\\b", "a#b", "a?b", "a\tb", "a\nb", "a\u007fb", "a\u009fb", "a\0b"];

    public static TheoryData<string> BadTables => ["", "ab", new string('t', 64), "1abc", "with-hyphen", "with space", "naïve", "under_score"];

    [Theory]
    [MemberData(nameof(BadKeys))]
    public async Task Key_BeyondTheLimits_IsRefused(string key)
    {
        await Refused(() => Store.GetAsync(Table, key, "row").AsTask());
        await Refused(() => Store.GetAsync(Table, Partition, key).AsTask());
        await Refused(() => Store.CommitAsync(Table, key, [new TableWrite.Insert("row", Bytes("x"))]));
        await Refused(() => Commit(new TableWrite.Insert(key, Bytes("x"))));
        await Refused(() => Store.ScanAsync(Table, key, RowRange.All, 1));
    }

    // Not theory data: test names are carried as UTF-8, which has no lone surrogate.
    [Fact]
    public Task Key_WithALoneSurrogate_IsRefused() => Refused(() => Commit(new TableWrite.Insert("a\ud800b", Bytes("x"))));

    [Theory]
    [MemberData(nameof(BadTables))]
    public async Task Table_BeyondTheLimits_IsRefused(string table)
    {
        await Refused(() => Store.GetAsync(table, Partition, "row").AsTask());
        await Refused(() => Store.CommitAsync(table, Partition, [new TableWrite.Insert("row", Bytes("x"))]));
        await Refused(() => Store.ScanAsync(table, Partition, RowRange.All, 1));
    }

    [Fact]
    public async Task Key_OfTheLargestLength_IsTaken()
    {
        var key = new string('k', TableLimits.MaxKey);

        await Insert(key);

        Assert.Equal([key], await ScanAll(RowRange.All));
    }

    [Theory]
    [InlineData("with space")]
    [InlineData("'quoted'")]
    [InlineData("a%2Fb&c=d;e+f")]
    [InlineData("ünïcødé 中文 😀")]
    public async Task Key_WithUnusualCharacters_IsTakenAsItIs(string key)
    {
        await Insert(key, "value");

        Assert.Equal("value", Text(await Get(key)));
        Assert.Equal([key], await ScanAll(RowRange.All));
    }

    [Fact]
    public async Task Body_OfTheLargestSize_IsTakenAndOneByteMoreRefused()
    {
        var largest = new byte[TableLimits.MaxBody];
        new Random(1).NextBytes(largest);

        await Commit(new TableWrite.Insert("largest", largest));
        await Refused(() => Commit(new TableWrite.Insert("larger", new byte[TableLimits.MaxBody + 1])));
        await Refused(() => Commit(new TableWrite.Upsert("larger", new byte[TableLimits.MaxBody + 1])));

        Assert.Equal(largest, (await Get("largest"))!.Body.ToArray());
    }

    [Fact]
    public async Task Body_Empty_IsTaken()
    {
        await Commit(new TableWrite.Insert("empty", ReadOnlyMemory<byte>.Empty));

        Assert.Equal(0, (await Get("empty"))!.Body.Length);
    }

    [Fact]
    public async Task Commit_OfNoOrTooManyWrites_IsRefused()
    {
        await Refused(() => Commit());
        await Refused(() => Commit([.. Enumerable.Range(0, 101).Select(n => new TableWrite.Insert($"{n}", Bytes("x")))]));
        Assert.Empty(await ScanAll(RowRange.All));
    }

    [Fact]
    public async Task Commit_OfTheLargestSize_IsTakenAndMoreRefused()
    {
        var largest = Enumerable.Range(0, TableLimits.MaxCommit / TableLimits.MaxBody).Select(n => new TableWrite.Insert($"{n:d2}", new byte[TableLimits.MaxBody])).ToArray();

        await Refused(() => Commit([.. largest, new TableWrite.Insert("more", Bytes("x"))]));
        Assert.True((await Commit(largest)).Committed);

        Assert.Equal(largest.Length, (await ScanAll(RowRange.All)).Count);
    }

    [Fact]
    public async Task Commit_OfOneRowTwice_IsRefused()
    {
        await Refused(() => Commit(new TableWrite.Upsert("row", Bytes("x")), new TableWrite.Delete("row")));
        Assert.Null(await Get("row"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    public async Task ETag_ThatNoStoreGives_IsRefused(string etag)
    {
        await Insert("row");

        await Refused(() => Commit(new TableWrite.Replace("row", Bytes("x"), etag)));
        await Refused(() => Commit(new TableWrite.Delete("row", etag)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1001)]
    public Task Scan_LimitOutOfRange_IsRefused(int limit) => Refused(() => Store.ScanAsync(Table, Partition, RowRange.All, limit));

    [Fact]
    public Task Scan_ForeignContinuation_IsRefused() =>
        Refused(() => Store.ScanAsync(Table, Partition, RowRange.All, 10, "not a continuation!"));

    private static async Task Refused(Func<Task> call) => await Assert.ThrowsAnyAsync<ArgumentException>(call);
}
