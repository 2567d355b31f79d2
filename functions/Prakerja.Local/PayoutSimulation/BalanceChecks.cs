using Prakerja.Domain.Ledger;
using Prakerja.Pipeline;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Local.PayoutSimulation;

/// <summary>The running balances, written with every transfer, against the sums of the transfers.</summary>
internal static class BalanceChecks
{
    public static async Task<IReadOnlyList<string>> CheckAsync(ITableStore tables, IEnumerable<TransferRow> transfers)
    {
        var running = new Dictionary<string, Balance>(StringComparer.Ordinal);
        foreach (var (table, prefix) in new[] { (ParticipantKeys.Table, ParticipantKeys.Balance("")), (ProgrammeLedger.Table, ProgrammeLedger.BalancePrefix) })
        {
            foreach (var shard in ParticipantKeys.Shards)
            {
                await foreach (var row in tables.RowsAsync(table, shard, RowRange.Prefix(prefix)))
                {
                    var account = row.Row[prefix.Length..];
                    running[account] = running.GetValueOrDefault(account) + PipelineJson.Read<BalanceRow>(row.Body).Balance;
                }
            }
        }

        var summed = Balances.Of(transfers.Select(t => t.ToTransfer())).All.GroupBy(b => LedgerAccounts.Shared(b.Key), b => b.Value, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Aggregate(Balance.Add), StringComparer.Ordinal);
        return [.. running.Keys.Union(summed.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Where(account => running.GetValueOrDefault(account) != summed.GetValueOrDefault(account))
            .Select(account => $"balance: {account} runs at {running.GetValueOrDefault(account)}, its transfers say {summed.GetValueOrDefault(account)}")];
    }
}
