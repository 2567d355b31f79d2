using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Ledger;

/// <summary>A running balance about to be written.</summary>
/// <param name="Moved">By the commit it is part of.</param>
/// <param name="Row">As it will be.</param>
public sealed record MovedBalance(string Account, Balance Moved, BalanceRow Row, string Key, string? ETag)
{
    /// <summary>Whether it gives more than it has, and more than before.</summary>
    public bool IsOverdrawn => Moved.Available < 0 && Row.Available < 0;

    /// <summary>The write that brings it up to date, if it is still as read.</summary>
    public TableWrite Write() => ETag is null ? new TableWrite.Insert(Key, PipelineJson.Write(Row)) : new TableWrite.Replace(Key, PipelineJson.Write(Row), ETag);
}

/// <summary>Brings the running balances of a partition forward by transfers.</summary>
public sealed class RunningBalances(ITableStore tables)
{
    private const int MaxAttempts = 100;

    /// <param name="prefix">Of the balances' row keys.</param>
    /// <param name="moved">What the transfers of one commit do.</param>
    public async ValueTask<IReadOnlyList<MovedBalance>> MoveAsync(string table, string partition, string prefix, Balances moved)
    {
        var rows = new List<MovedBalance>();
        foreach (var account in moved.All.GroupBy(m => LedgerAccounts.Shared(m.Key), m => m.Value, StringComparer.Ordinal))
        {
            var sum = account.Aggregate(Balance.Add);
            if (sum != default)
            {
                var (row, etag) = await ReadAsync(table, partition, prefix + account.Key);
                rows.Add(new MovedBalance(account.Key, sum, row.Plus(sum), prefix + account.Key, etag));
            }
        }

        return rows;
    }

    public async ValueTask<(BalanceRow Row, string? ETag)> ReadAsync(string table, string partition, string key)
    {
        var row = await tables.GetAsync(table, partition, key);
        return row is null ? (BalanceRow.Empty, null) : (PipelineJson.Read<BalanceRow>(row.Body), row.ETag);
    }

    /// <summary>
    /// Commits writes together with the balances they move. Somebody else's transfer of the same moment only means that balances are read again: what was
    /// decided stands on the writes' own conditions.
    /// </summary>
    /// <param name="balances">Reads them anew.</param>
    /// <returns>Null: the balances did not allow it, nothing was written.</returns>
    public async Task<CommitResult?> CommitAsync(
        string table, string partition, IReadOnlyList<TableWrite> writes, Func<ValueTask<IReadOnlyList<TableWrite>?>> balances, Action<IReadOnlyList<TableWrite>, CommitResult>? observe = null)
    {
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            if (await balances() is not { } moved)
            {
                return null;
            }

            TableWrite[] all = [.. writes, .. moved];
            var result = await tables.CommitAsync(table, partition, all);
            observe?.Invoke(all, result);
            if (result.Committed || result.FailedIndex < writes.Count)
            {
                return result;
            }
        }

        throw new StoreUnavailableException("An account's balance is changed too often by others.");
    }
}
