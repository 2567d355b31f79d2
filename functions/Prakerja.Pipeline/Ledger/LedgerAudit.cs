using System.Collections.Concurrent;
using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Budgets;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Ledger;

/// <summary>What an audit found.</summary>
/// <param name="Transfers">How many there are.</param>
/// <param name="Accounts">Balances by the entries alone; persons' under their kind.</param>
/// <param name="Differences">Where running balances, the day index or budgets' shards are not what the entries say, or an account is under its floor; none if all is well.</param>
/// <param name="Busy">Partitions that changed under every look, in order: what they say is compared another night.</param>
public sealed record LedgerAuditReport(DateTimeOffset At, long Transfers, Balances Accounts, IReadOnlyList<LedgerDifference> Differences, IReadOnlyList<string> Busy);

/// <summary>
/// Makes every balance anew from the entries and compares it with the running ones, the day index with what is posted, what budgets' shards were let have with
/// the centre's transfers; the sum is zero, nothing is under its floor. Transfers go on meanwhile: a partition is compared when it stood still for the look.
/// </summary>
public sealed class LedgerAudit(ITableStore tables, LedgerBalances balances, TimeProvider clock)
{
    private const int AtATime = 16;
    private const int Looks = 5;

    public async Task<LedgerAuditReport> RunAsync(CancellationToken cancellation = default)
    {
        var seen = new ConcurrentBag<PartitionSeen>();
        foreach (var (table, prefix) in LedgerBalances.Places)
        {
            // The participants' shards first: every refill that one has taken is in the centre's partition by then.
            await AtOnce.ForEachAsync(AtATime, ParticipantKeys.Shards, async shard => seen.Add(await LookAsync(table, prefix, shard, cancellation)), cancellation);
        }

        var (accounts, transfers) = (new Balances(), 0L);
        foreach (var audit in seen.Select(s => s.Audit))
        {
            transfers += audit.Transfers;
            foreach (var (account, balance) in audit.Accounts.All)
            {
                accounts.Add(account, balance);
            }
        }

        LedgerDifference[] differences =
        [
            .. seen.SelectMany(s => s.Differences).OrderBy(d => d.Place, StringComparer.Ordinal).ThenBy(d => d.Account, StringComparer.Ordinal),
            .. LedgerAllocations.Check(seen.Select(s => s.Audit)), .. await WholeAsync(accounts),
        ];
        return new LedgerAuditReport(clock.GetUtcNow(), transfers, accounts, differences, [.. seen.Where(s => s.IsBusy).Select(s => s.Audit.Place).Order(StringComparer.Ordinal)]);
    }

    private async Task<PartitionSeen> LookAsync(string table, string prefix, string shard, CancellationToken cancellation)
    {
        for (var look = 1; ; look++)
        {
            var before = await TagsAsync(table, prefix, shard, cancellation);
            var audit = await ReadAsync(table, prefix, shard, cancellation);
            var differences = audit.Finish();
            var isStill = before.SequenceEqual(await TagsAsync(table, prefix, shard, cancellation));
            if (isStill || look == Looks)
            {
                return new PartitionSeen(audit, isStill ? differences : [], !isStill);
            }
        }
    }

    private async Task<PartitionAudit> ReadAsync(string table, string prefix, string shard, CancellationToken cancellation)
    {
        var isParticipants = table == ParticipantKeys.Table;
        var audit = new PartitionAudit($"{table}/{shard}", isParticipants);
        var (all, index) = isParticipants ? (LedgerPlaces.Transfers.Participants, LedgerPlaces.Index.Participants) : (LedgerPlaces.Transfers.Programme, LedgerPlaces.Index.Programme);
        await foreach (var row in tables.RowsAsync(table, shard, all, cancellation: cancellation))
        {
            audit.Add(row.Row, row.Body);
        }

        await foreach (var row in tables.RowsAsync(table, shard, index, cancellation: cancellation))
        {
            audit.AddIndexed(row.Row[(row.Row.IndexOf('|', StringComparison.Ordinal) + 1)..], row.Body);
        }

        await foreach (var row in tables.RowsAsync(table, shard, RowRange.Prefix(prefix), cancellation: cancellation))
        {
            audit.Running[row.Row[prefix.Length..]] = PipelineJson.Read<BalanceRow>(row.Body);
        }

        return audit;
    }

    /// <summary>Every transfer changes one of them.</summary>
    private async Task<IReadOnlyList<(string Row, string ETag)>> TagsAsync(string table, string prefix, string shard, CancellationToken cancellation) =>
        await tables.RowsAsync(table, shard, RowRange.Prefix(prefix), cancellation: cancellation).Select(r => (r.Row, r.ETag)).ToListAsync(cancellation);

    /// <summary>The sum is zero; no account is under its floor, by a second look too: what it received while this one went on is not in the first.</summary>
    private async Task<IReadOnlyList<LedgerDifference>> WholeAsync(Balances accounts)
    {
        string[] below = [.. BelowFloor(accounts)];
        var now = below.Length > 0 ? await balances.ReadAsync() : new Balances();
        IEnumerable<LedgerDifference> floors = below.Where(a => now[a].Available < 0).Select(a => new LedgerDifference("all", "floor", a, accounts[a].Available, now[a].Available));
        return accounts.Sum == 0 ? [.. floors] : [.. floors, new LedgerDifference("all", "sum", "", accounts.Sum, 0)];
    }

    /// <summary>Not those of persons, who were looked at one by one, nor the shards of budgets, which have what they were let have.</summary>
    private static IEnumerable<string> BelowFloor(Balances accounts) =>
        accounts.BelowFloor.Where(a => a is not ("training" or "incentive" or "recovery") && LedgerAccounts.ShardOf(a) is null);

    private sealed record PartitionSeen(PartitionAudit Audit, IReadOnlyList<LedgerDifference> Differences, bool IsBusy);
}
