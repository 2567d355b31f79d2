using System.Globalization;
using System.Text;
using Azure.Core.Pipeline;
using Prakerja.Azure.Blobs;
using Prakerja.Azure.Storage;
using Prakerja.Azure.Tables;
using Prakerja.Azure.Tests.Azurite;
using Prakerja.Pipeline.Ports;
using Xunit.Abstractions;

namespace Prakerja.Azure.Tests.Storage;

/// <summary>Every fifth request fails in one of five ways; eight workers at once. What a caller is told is what has happened, once.</summary>
[NeedsAzurite]
public sealed class ThrottlingTests : IAsyncLifetime, IDisposable
{
    private const string Table = "Throttled";
    private const int Workers = 8;

    private readonly FaultyNetwork network = new(share: 0.2, seed: 20200411);
    private readonly ImpatientClock clock = new();
    private readonly string partition = $"p-{Guid.NewGuid():n}";
    private readonly ITestOutputHelper output;
    private readonly HttpClient http;
    private AzureTableStore tables = null!;
    private AzureBlobStore blobs = null!;

    public ThrottlingTests(ITestOutputHelper output)
    {
        this.output = output;
        http = new HttpClient(network);
    }

    public async Task InitializeAsync()
    {
        var transport = new HttpClientTransport(http);
        var retry = new StorageRetry(StorageRetryOptions.Default with { Attempts = 25 }, new TestRandom(), clock);
        tables = await Stores.TablesAsync(transport, retry);
        blobs = await Stores.BlobsAsync(transport, retry);
    }

    public void Dispose() => http.Dispose();

    public Task DisposeAsync()
    {
        output.WriteLine($"{network.Requests} requests: {string.Join(", ", network.Faults.Select(f => $"{f.Key} {f.Value}"))}");
        Assert.InRange(network.Faults.Values.Sum() / (double)network.Requests, 0.1, 0.3);
        Assert.Contains(FaultyNetwork.BusyFor, clock.Waits);
        return Task.CompletedTask;
    }

    [Fact]
    public async Task Inserts_OfOneRowByAll_AreWonByTheOneWhoseRowIsThere()
    {
        var won = await Everybody(worker => Each(40, async n =>
            (await Commit(new TableWrite.Insert($"claim-{n}", Bytes(worker)))).Committed));

        for (var n = 0; n < 40; n++)
        {
            var winner = Assert.Single(Enumerable.Range(0, Workers), worker => won[worker][n]);
            Assert.Equal(winner, Number(await Get($"claim-{n}")));
        }
    }

    [Fact]
    public async Task Deletes_OfOneVersionByAll_AreWonByOne()
    {
        var etags = await Each(30, async n => (await Commit(new TableWrite.Insert($"ticket-{n}", Bytes(n)))).ETags[0]);

        var won = await Everybody(worker => Each(30, async n => (await Commit(new TableWrite.Delete($"ticket-{n}", etags[n]))).Committed));

        Assert.All(Enumerable.Range(0, 30), n => Assert.Single(won, worker => worker[n]));
        Assert.Empty((await tables.ScanAsync(Table, partition, RowRange.All, 100)).Rows);
    }

    [Fact]
    public async Task Counter_GuardedByItsETag_CountsEveryIncrementOnce()
    {
        await Commit(new TableWrite.Insert("counter", Bytes(0)));

        await Everybody(worker => Each(15, async _ => await UntilCommitted(async () =>
        {
            var row = await Get("counter");
            return [new TableWrite.Replace("counter", Bytes(Number(row) + 1), row!.ETag)];
        })));

        Assert.Equal(Workers * 15, Number(await Get("counter")));
    }

    [Fact]
    public async Task Transactions_OfTransfers_MoveEveryAmountOnce()
    {
        await Commit(new TableWrite.Insert("from", Bytes(1_000_000)), new TableWrite.Insert("to", Bytes(0)));

        await Everybody(worker => Each(10, async n => await UntilCommitted(async () =>
        {
            var (from, to) = (await Get("from"), await Get("to"));
            return
            [
                new TableWrite.Replace("from", Bytes(Number(from) - worker - 1), from!.ETag), new TableWrite.Replace("to", Bytes(Number(to) + worker + 1), to!.ETag),
                new TableWrite.Insert($"transfer-{worker}-{n}", Bytes(worker + 1)), new TableWrite.Delete($"absent-{worker}"),
            ];
        })));

        var transfers = (await tables.ScanAsync(Table, partition, RowRange.Prefix("transfer-"), 1000)).Rows;
        Assert.Equal((Workers * 10, 360), (transfers.Count, transfers.Sum(Number)));
        Assert.Equal((1_000_000 - 360, 360), (Number(await Get("from")), Number(await Get("to"))));
    }

    [Fact]
    public async Task Blobs_PutByAll_AreWonByTheOneWhoseContentIsThere()
    {
        var won = await Everybody(worker => Each(20, n => Put($"{n}", worker + 1)));

        for (var n = 0; n < 20; n++)
        {
            var winner = Assert.Single(Enumerable.Range(0, Workers), worker => won[worker][n]);
            Assert.Equal(winner + 1, (await blobs.GetInfoAsync("throttled", Name($"{n}")))!.Length);
        }
    }

    private static byte[] Bytes(int number) => Encoding.ASCII.GetBytes($"{number}");

    private static int Number(TableRow? row) => int.Parse(Encoding.ASCII.GetString(row!.Body.Span), CultureInfo.InvariantCulture);

    private static Task<T[]> Everybody<T>(Func<int, Task<T>> work) => Task.WhenAll(Enumerable.Range(0, Workers).Select(work));

    private static async Task<List<T>> Each<T>(int count, Func<int, Task<T>> work)
    {
        var results = new List<T>();
        for (var n = 0; n < count; n++)
        {
            results.Add(await work(n));
        }

        return results;
    }

    private async Task<int> UntilCommitted(Func<Task<TableWrite[]>> decide)
    {
        for (var tries = 1; tries < 1000; tries++)
        {
            if ((await Commit(await decide())).Committed)
            {
                return tries;
            }
        }

        throw new InvalidOperationException("Never told that it was committed.");
    }

    private string Name(string name) => $"{partition}/{name}";

    private Task<bool> Put(string name, int length) =>
        blobs.PutAsync("throttled", Name(name), new MemoryStream(new byte[length]), "text/plain", overwrite: false);

    private ValueTask<TableRow?> Get(string row) => tables.GetAsync(Table, partition, row);

    private Task<CommitResult> Commit(params TableWrite[] writes) => tables.CommitAsync(Table, partition, writes);
}
