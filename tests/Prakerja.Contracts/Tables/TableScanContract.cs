using System.Text;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Contracts.Tables;

public abstract class TableScanContract : TableStoreContract
{
    [Fact]
    public async Task Scan_EmptyPartition_IsOneEmptyPage()
    {
        var page = await Store.ScanAsync(Table, Partition, RowRange.All, 10);

        Assert.Empty(page.Rows);
        Assert.Null(page.Continuation);
    }

    [Fact]
    public async Task Scan_HalfOpenRange_IncludesFromAndExcludesTo()
    {
        await InsertAll("a", "b", "c", "d");

        Assert.Equal(["b", "c"], await ScanAll(new RowRange("b", "d")));
        Assert.Equal(["c", "d"], await ScanAll(new RowRange("c", null)));
        Assert.Equal(["a", "b"], await ScanAll(new RowRange(null, "c")));
        Assert.Empty(await ScanAll(new RowRange("c", "c")));
    }

    [Fact]
    public async Task Scan_MixedKeys_AreInOrdinalOrder()
    {
        string[] keys = ["Z", "a", "A", "é", "z", "0", "10", "2", "aa", "a-", "ä", "中", "я", "_", "~"];
        await InsertAll(keys);

        Assert.Equal(keys.Order(StringComparer.Ordinal), await ScanAll(RowRange.All));
    }

    [Fact]
    public async Task Scan_KeysBeyondTheBasicPlane_AreInTheOrderOfTheirBytes()
    {
        // As UTF-16 the emoji (a surrogate pair) would come before U+FF5E; as UTF-8 it comes after.
        await InsertAll("\U0001F600", "\uff5e", "z");

        Assert.Equal(["z", "\uff5e", "\U0001F600"], await ScanAll(RowRange.All));
    }

    [Fact]
    public async Task Scan_Prefix_FindsAllThatStartWithItAndNothingElse()
    {
        await InsertAll("ab", "b", "b-", "b-1", "b-é", "b-中", "b-\uff5e", "b.", "c");

        Assert.Equal(["b-", "b-1", "b-é", "b-中", "b-\uff5e"], await ScanAll(RowRange.Prefix("b-")));
    }

    [Fact]
    public async Task Scan_PrefixWithKeysBeyondTheBasicPlane_FindsThemToo()
    {
        await InsertAll("b-1", "b-\U0001F600", "b-\U0010FFFF", "b.");

        Assert.Equal(["b-1", "b-\U0001F600", "b-\U0010FFFF"], await ScanAll(RowRange.Prefix("b-")));
    }

    [Fact]
    public async Task Scan_Rows_CarryBodyAndETag()
    {
        var etag = await Insert("row", "body");

        var row = Assert.Single((await Store.ScanAsync(Table, Partition, RowRange.All, 10)).Rows);

        Assert.Equal((Partition, "row", "body", etag), (row.Partition, row.Row, Text(row), row.ETag));
    }

    [Fact]
    public async Task Scan_MoreThanAThousandRows_GoesOnToTheEnd()
    {
        var keys = Enumerable.Range(0, 1250).Select(n => $"{n:d4}").ToList();
        foreach (var chunk in keys.Chunk(100))
        {
            await Commit([.. chunk.Select(key => new TableWrite.Insert(key, Bytes(key)))]);
        }

        Assert.Equal(keys, await ScanAll(RowRange.All));
        Assert.Equal(keys, await ScanAll(RowRange.All, 7 * 17));
        Assert.Equal(keys[100..1100], await ScanAll(new RowRange("0100", "1100"), 999));
    }

    [Fact]
    public async Task Scan_LimitReachedAtTheLastRow_EndsWithoutARowTwice()
    {
        await InsertAll("a", "b");

        Assert.Equal(["a", "b"], await ScanAll(RowRange.All, 2));
        Assert.Equal(["a", "b"], await ScanAll(RowRange.All, 1));
    }

    [Fact]
    public async Task Scan_RowsChangedBetweenPages_GoesOnFromWhereItWas()
    {
        await InsertAll("a", "b", "c", "d");
        var first = await Store.ScanAsync(Table, Partition, RowRange.All, 2);
        await Commit(new TableWrite.Delete("b"), new TableWrite.Insert("aa", Bytes("x")), new TableWrite.Insert("cc", Bytes("x")));

        var second = await Store.ScanAsync(Table, Partition, RowRange.All, 1000, first.Continuation);

        Assert.Equal(["c", "cc", "d"], second.Rows.Select(row => row.Row));
    }

    [Fact]
    public async Task Scan_BodiesTogetherAboveFourMebibytes_AllComeBack()
    {
        foreach (var n in Enumerable.Range(0, 80))
        {
            await Commit(new TableWrite.Insert($"{n:d2}", new byte[TableLimits.MaxBody]));
        }

        Assert.Equal(Enumerable.Range(0, 80).Select(n => $"{n:d2}"), await ScanAll(RowRange.All));
    }

    private async Task InsertAll(params string[] keys) =>
        Assert.True((await Commit([.. keys.Select(key => new TableWrite.Insert(key, Encoding.UTF8.GetBytes(key)))])).Committed);
}
