using System.Text;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Prakerja.Azure.Storage;
using Prakerja.Azure.Tables;
using Prakerja.Azure.Tests.Azurite;
using Prakerja.Azure.Tests.Storage;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Tests.Tables;

/// <summary>A write took place, its reply was lost, and others may have acted since: what is the writer told?</summary>
[NeedsAzurite]
public sealed class LostReplyTests : IAsyncLifetime
{
    private const string Table = "LostReplies";

    private readonly OneLostReply network = new();
    private readonly string partition = $"p-{Guid.NewGuid():n}";
    private AzureTableStore mine = null!;
    private AzureTableStore others = null!;

    public async Task InitializeAsync()
    {
        others = await Stores.TablesAsync();
        mine = await Stores.TablesAsync(
            new HttpClientTransport(new HttpClient(network)), new StorageRetry(StorageRetryOptions.Default, new TestRandom(), new ImpatientClock()));
        await others.CreateAsync([Table]);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Insert_IsCommittedWithTheETagThatTheRowHas()
    {
        network.LoseNext();

        var result = await Mine(Insert("row", "mine"));

        Assert.True(result.Committed);
        Assert.Equal(("mine", result.ETags[0]), (await Text("row"), (await Row("row"))!.ETag));
        Assert.Equal(1, network.Writes);
    }

    [Fact]
    public async Task Insert_ThatOthersReplacedSince_IsCommittedButItsETagIsOld()
    {
        network.LoseNext(() => OthersReplace("row", 7));

        var result = await Mine(Insert("row", "mine"));
        var next = await Mine(new TableWrite.Replace("row", Bytes("unseen change lost"), result.ETags[0]));

        Assert.True(result.Committed);
        Assert.Equal((CommitConflict.Changed, "others 7"), (next.Conflict, await Text("row")));
    }

    [Fact]
    public async Task Insert_OfARowOfOthers_StillConflicts()
    {
        await Others(Insert("row", "theirs"));
        network.LoseNext();

        Assert.Equal(CommitConflict.Exists, (await Mine(Insert("row", "mine"))).Conflict);
        Assert.Equal("theirs", await Text("row"));
    }

    [Fact]
    public async Task Replace_ThatOthersReplaced_IsCommittedAndNotRepeated()
    {
        var etag = (await Others(Insert("row", "start"))).ETags[0];
        network.LoseNext(() => OthersReplace("row", 3));

        Assert.True((await Mine(new TableWrite.Replace("row", Bytes("mine"), etag))).Committed);
        Assert.Equal(("others 3", 1), (await Text("row"), network.Writes));
    }

    [Fact]
    public async Task Upsert_ThatOthersReplaced_IsNotWrittenOverThem()
    {
        network.LoseNext(() => OthersReplace("row", 1));

        Assert.True((await Mine(new TableWrite.Upsert("row", Bytes("mine")))).Committed);
        Assert.Equal("others 1", await Text("row"));
    }

    [Fact]
    public async Task Delete_OfAVersion_IsCommittedThoughTheRowIsGone()
    {
        var etag = (await Others(Insert("row", "start"))).ETags[0];
        network.LoseNext(() => Others(Insert("row", "new")));

        Assert.True((await Mine(new TableWrite.Delete("row", etag))).Committed);
        Assert.Equal("new", await Text("row"));
    }

    [Fact]
    public async Task Delete_OfAVersionThatOthersDeleted_StillConflicts()
    {
        var etag = (await Others(Insert("row", "start"))).ETags[0];
        await Others(new TableWrite.Delete("row", etag));
        network.LoseNext();

        Assert.Equal(CommitConflict.Changed, (await Mine(new TableWrite.Delete("row", etag))).Conflict);
    }

    [Fact]
    public async Task Delete_OfAVersion_LeavesNothingBehind()
    {
        var etag = (await Others(Insert("row", "start"))).ETags[0];

        await Mine(new TableWrite.Delete("row", etag));

        var table = (await Stores.TableServiceAsync()).GetTableClient(Table);
        Assert.Empty(await table.QueryAsync<TableEntity>(entity => entity.PartitionKey == partition).ToListAsync());
    }

    [Fact]
    public async Task Transaction_OfAllKinds_IsCommittedOnce()
    {
        var etag = (await Others(Insert("old", "start"))).ETags[0];
        network.LoseNext(() => OthersReplace("new", 2), after: 1);

        var result = await Mine(
            new TableWrite.Delete("old", etag), new TableWrite.Delete("never there"), Insert("new", "mine"), new TableWrite.Upsert("upserted", Bytes("mine")));

        Assert.True(result.Committed);
        Assert.Equal([true, true, false, false], result.ETags.Select(e => e.Length == 0));
        Assert.Equal((null, "others 2", "mine"), (await Row("old"), await Text("new"), await Text("upserted")));
        Assert.Equal(result.ETags[3], (await Row("upserted"))!.ETag);
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static TableWrite.Insert Insert(string row, string text) => new(row, Bytes(text));

    private Task<CommitResult> Mine(params TableWrite[] writes) => mine.CommitAsync(Table, partition, writes);

    private Task<CommitResult> Others(params TableWrite[] writes) => others.CommitAsync(Table, partition, writes);

    private async Task OthersReplace(string row, int times)
    {
        for (var n = 1; n <= times; n++)
        {
            var found = await others.GetAsync(Table, partition, row);
            Assert.True((await Others(new TableWrite.Replace(row, Bytes($"others {n}"), found!.ETag))).Committed);
        }
    }

    private async Task<TableRow?> Row(string row) => await others.GetAsync(Table, partition, row);

    private async Task<string> Text(string row) => Encoding.UTF8.GetString((await Row(row))!.Body.Span);
}
