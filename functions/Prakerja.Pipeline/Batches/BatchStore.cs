using System.Collections.Concurrent;
using System.Globalization;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Batches;

/// <summary>
/// Batches: table <c>batches</c>, one partition, since a few dozen a year are changed by few hands; so numbers, budget and the chain of
/// commitments change in the transaction of the batch that causes it.
/// </summary>
public sealed class BatchStore(ITableStore tables, TimeProvider clock)
{
    public const string Table = "batches";
    public const string Partition = "all";
    private const string Counter = "counter";
    private const string Rows = "b|";
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<string, (string ETag, Batch Batch)> parsed = new(StringComparer.Ordinal);
    private volatile Snapshot? snapshot;

    /// <summary>Files a new batch under the next number.</summary>
    /// <param name="ticket">Of the caller's Idempotency-Key: the answer is stored in the transaction.</param>
    public async Task<Batch> AddAsync(Func<int, Batch> create, IdempotencyTicket? ticket, Func<Batch, Reply> answer)
    {
        while (true)
        {
            var counter = await tables.GetAsync(Table, Partition, Counter);
            var last = counter is null ? 0 : PipelineJson.Read<LastNumber>(counter.Body).Last;
            var batch = create(last + 1);
            var number = Write(Counter, new LastNumber(batch.Number), counter?.ETag);
            List<TableWrite> writes = [number, new TableWrite.Insert(RowOf(batch.Number), PipelineJson.Write(batch))];
            if (ticket is not null)
            {
                writes.Add(ticket.Store(answer(batch)));
            }

            if (await CommitAsync(writes, ticket))
            {
                return batch;
            }
        }
    }

    public async ValueTask<Batch?> FindAsync(int number) => (await ReadAsync(number))?.Batch;

    /// <summary>Decides and commits, with other rows of the partition if asked; again if somebody else wrote meanwhile. Unchanged if the decision returns the batch as it was; null if there is none.</summary>
    public async Task<Batch?> ChangeAsync(int number, Func<Batch, Batch> decide) => await ChangeAsync(number, batch => ValueTask.FromResult(new BatchChange(decide(batch), [])));

    public async Task<Batch?> ChangeAsync(int number, Func<Batch, ValueTask<BatchChange>> decide)
    {
        while (true)
        {
            if (await ReadAsync(number) is not { } read)
            {
                return null;
            }

            var change = await decide(read.Batch);
            if (ReferenceEquals(change.Batch, read.Batch)
                || await CommitAsync([new TableWrite.Replace(RowOf(number), PipelineJson.Write(change.Batch), read.ETag), .. change.Others]))
            {
                return change.Batch;
            }
        }
    }

    /// <summary>A further row of the partition, such as the head of the chain of commitments, to be written with a batch.</summary>
    public async ValueTask<(T? Value, string? ETag)> ReadOtherAsync<T>(string row)
        where T : class
    {
        var found = await tables.GetAsync(Table, Partition, row);
        return found is null ? (null, null) : (PipelineJson.Read<T>(found.Body), found.ETag);
    }

    /// <summary>The write that stores such a row, if it is still as read.</summary>
    public static TableWrite Write<T>(string row, T value, string? etag) => etag is null
        ? new TableWrite.Insert(row, PipelineJson.Write(value))
        : new TableWrite.Replace(row, PipelineJson.Write(value), etag);

    /// <summary>All batches by number, at most 5 s old.</summary>
    public async ValueTask<IReadOnlyList<Batch>> ListAsync()
    {
        var now = clock.GetUtcNow();
        if (snapshot is { } known && now - known.At < Fresh)
        {
            return known.Batches;
        }

        var batches = await ScanAsync();
        snapshot = new Snapshot(now, batches);
        return batches;
    }

    /// <summary>As of <see cref="ListAsync"/>.</summary>
    public async ValueTask<Batch?> FindRecentAsync(int number) => (await ListAsync()) is var all && number >= 1 && number <= all.Count ? all[number - 1] : null;

    private async Task<IReadOnlyList<Batch>> ScanAsync()
    {
        var batches = new List<Batch>();
        await foreach (var row in tables.RowsAsync(Table, Partition, RowRange.Prefix(Rows)))
        {
            batches.Add(Parse(row));
        }

        return batches;
    }

    private async ValueTask<(Batch Batch, string ETag)?> ReadAsync(int number)
    {
        var row = number > 0 ? await tables.GetAsync(Table, Partition, RowOf(number)) : null;
        return row is null ? null : (Parse(row), row.ETag);
    }

    /// <summary>A batch names up to 514 regencies and is read far more often than it changes: what was parsed is kept by its ETag.</summary>
    private Batch Parse(TableRow row)
    {
        if (parsed.TryGetValue(row.Row, out var known) && known.ETag == row.ETag)
        {
            return known.Batch;
        }

        var batch = PipelineJson.Read<Batch>(row.Body);
        parsed[row.Row] = (row.ETag, batch);
        return batch;
    }

    private async Task<bool> CommitAsync(IReadOnlyList<TableWrite> writes, IdempotencyTicket? ticket = null)
    {
        var result = await tables.CommitAsync(Table, Partition, writes);
        snapshot = null;
        ticket?.Observe(writes, result);
        return result.Committed;
    }

    private static string RowOf(int number) => Rows + number.ToString("D6", CultureInfo.InvariantCulture);

    private sealed record LastNumber(int Last);

    private sealed record Snapshot(DateTimeOffset At, IReadOnlyList<Batch> Batches);
}

/// <param name="Others">Further rows to be written in the same transaction.</param>
public sealed record BatchChange(Batch Batch, IReadOnlyList<Ports.TableWrite> Others);
