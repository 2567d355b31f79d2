using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Ledger;

/// <summary>The running balances of all accounts, summed over the partitions: 512 short ranges, however many transfers there are.</summary>
public sealed class LedgerBalances(ITableStore tables)
{
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
}
