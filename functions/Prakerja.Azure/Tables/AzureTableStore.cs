using System.Buffers.Text;
using System.Text;
using Azure.Data.Tables;
using Azure.Data.Tables.Models;
using Prakerja.Azure.Storage;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Tables;

/// <summary><see cref="ITableStore"/> over Azure Table Storage. Table names get a prefix; one that is not there is created by its first write.</summary>
public sealed class AzureTableStore(TableServiceClient service, StorageRetry retry, IRandomSource random, string prefix = "") : ITableStore
{
    public ValueTask<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation = default)
    {
        TableLimits.CheckTable(table);
        TableLimits.CheckKey(partition);
        TableLimits.CheckKey(row);
        return new(retry.RepeatAsync(
            async () => await Sender(table).FindAsync(RowKeys.Write(partition), RowKeys.Write(row), cancellation) is { } found ? StoredRow.Read(found) : null,
            cancellation));
    }

    public async Task<CommitResult> CommitAsync(
        string table, string partition, IReadOnlyList<TableWrite> writes, CancellationToken cancellation = default)
    {
        TableLimits.CheckCommit(table, partition, writes);
        var id = new byte[CommitTrail.IdSize];
        random.Fill(id);
        var commit = new TableCommit(Sender(table), partition, writes, id);
        var result = await retry.RunAsync(
            doubt => commit.SendAsync(doubt, cancellation), () => retry.RepeatAsync(() => commit.LookAsync(cancellation), cancellation), cancellation);
        await (result.Committed ? commit.RemoveWitnessAsync(cancellation) : Task.CompletedTask);
        return result;
    }

    public Task<TablePage> ScanAsync(
        string table, string partition, RowRange range, int limit, string? continuation = null, CancellationToken cancellation = default)
    {
        TableLimits.CheckScan(table, partition, range, limit);
        var from = continuation is null ? RowKeys.From(range) : After(continuation);
        var (key, to) = (RowKeys.Write(partition), RowKeys.To(range));
        var filter = continuation is null
            ? TableClient.CreateQueryFilter($"PartitionKey eq {key} and RowKey ge {from} and RowKey lt {to}")
            : TableClient.CreateQueryFilter($"PartitionKey eq {key} and RowKey gt {from} and RowKey lt {to}");
        return retry.RepeatAsync(() => PageAsync(Client(table), filter, limit, cancellation), cancellation);
    }

    /// <summary>Creates the tables that are not there yet.</summary>
    public async Task CreateAsync(IEnumerable<string> tables, CancellationToken cancellation = default)
    {
        foreach (var table in tables)
        {
            await retry.RepeatAsync(() => Client(table).CreateIfNotExistsAsync(cancellation), cancellation);
        }
    }

    /// <summary>The first page of Azure's that has rows: some are empty and go on all the same. A table that is not there is empty.</summary>
    private static async Task<TablePage> PageAsync(TableClient table, string filter, int limit, CancellationToken cancellation)
    {
        try
        {
            await foreach (var page in table.QueryAsync<TableEntity>(filter, limit, cancellationToken: cancellation).AsPages())
            {
                if (page.Values.Count > 0)
                {
                    return new TablePage([.. page.Values.Select(StoredRow.Read)], page.ContinuationToken is null ? null : Token(page.Values[^1].RowKey));
                }
            }
        }
        catch (global::Azure.RequestFailedException absent) when (absent.ErrorCode == TableErrorCode.TableNotFound)
        {
            return new TablePage([], null);
        }

        return new TablePage([], null);
    }

    private static string Token(string row) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(row));

    private static string After(string continuation)
    {
        try
        {
            return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(continuation));
        }
        catch (FormatException malformed)
        {
            throw new ArgumentException("The continuation was not given by this store.", nameof(continuation), malformed);
        }
    }

    private TableClient Client(string table) => service.GetTableClient(prefix + table);

    private TableSender Sender(string table) => new(Client(table));
}
