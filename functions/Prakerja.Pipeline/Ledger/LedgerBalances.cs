using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Ledger;

/// <summary>The running balances of all accounts, summed over the partitions: 512 short ranges, however many transfers there are.</summary>
public sealed class LedgerBalances(ITableStore tables)
{
    private const int ReadsAtOnce = 32;

    /// <summary>The tables of transfers, and the prefix of balances' rows in each.</summary>
    internal static IReadOnlyList<(string Table, string Prefix)> Places { get; } =
        [(ParticipantKeys.Table, ParticipantKeys.Balance("")), (ProgrammeLedger.Table, ProgrammeLedger.BalancePrefix)];

    /// <summary>By account; the ones of persons under their kind, which are not below zero only in sum.</summary>
    public async Task<Balances> ReadAsync()
    {
        var balances = new Balances();
        foreach (var (table, prefix) in Places)
        {
            foreach (var shard in ParticipantKeys.Shards)
            {
                await foreach (var row in tables.RowsAsync(table, shard, RowRange.Prefix(prefix)))
                {
                    balances.Add(row.Row[prefix.Length..], PipelineJson.Read<BalanceRow>(row.Body).Balance);
                }
            }
        }

        return balances;
    }

    /// <summary>Of some accounts only, none of them a person's: a point read for each of them and partition.</summary>
    public async Task<Balances> ReadAsync(IReadOnlyList<string> accounts, CancellationToken cancellation = default)
    {
        var balances = new Balances();
        var keys = from place in Places from shard in ParticipantKeys.Shards from account in accounts select (place.Table, shard, Row: place.Prefix + account, account);
        await AtOnce.ForEachAsync(ReadsAtOnce, keys, async key =>
        {
            if (await tables.GetAsync(key.Table, key.shard, key.Row, cancellation) is { } row)
            {
                lock (balances)
                {
                    balances.Add(key.account, PipelineJson.Read<BalanceRow>(row.Body).Balance);
                }
            }
        }, cancellation);
        return balances;
    }
}
