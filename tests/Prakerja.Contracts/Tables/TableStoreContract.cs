using System.Text;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Contracts.Tables;

/// <summary>
/// What every <see cref="ITableStore"/> keeps. An adapter's tests inherit this and the other suites of the folder; each test works in
/// a partition of its own, so a store may be shared.
/// </summary>
public abstract class TableStoreContract : IAsyncLifetime
{
    protected const string Table = "Contract";

    protected ITableStore Store { get; private set; } = null!;

    protected string Partition { get; } = $"partition-{Guid.NewGuid():n}";

    public async Task InitializeAsync() => Store = await OpenAsync();

    public abstract Task DisposeAsync();

    /// <summary>A store whose table <c>Contract</c> (and any table named in a test) is there or comes into being by itself.</summary>
    protected abstract Task<ITableStore> OpenAsync();

    protected static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    protected static string Text(TableRow? row) => Encoding.UTF8.GetString(row!.Body.Span);

    protected Task<CommitResult> Commit(params TableWrite[] writes) => Store.CommitAsync(Table, Partition, writes);

    protected async Task<string> Insert(string row, string body = "body")
    {
        var result = await Commit(new TableWrite.Insert(row, Bytes(body)));
        Assert.True(result.Committed);
        return Assert.Single(result.ETags);
    }

    protected ValueTask<TableRow?> Get(string row) => Store.GetAsync(Table, Partition, row);

    protected async Task<List<string>> ScanAll(RowRange range, int limit = 1000)
    {
        var rows = new List<string>();
        string? continuation = null;
        do
        {
            var page = await Store.ScanAsync(Table, Partition, range, limit, continuation);
            Assert.True(page.Rows.Count <= limit);
            rows.AddRange(page.Rows.Select(row => row.Row));
            continuation = page.Continuation;
        }
        while (continuation is not null);
        return rows;
    }
}
