using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Budgets;

/// <summary>
/// Calls back what shards of a year's budget have and do not need at this moment, so that the last place is never refused because crumbs lie elsewhere. The
/// shard takes recall n out of what it may spend, the centre gets it by a transfer of that number, the shard forgets it: whoever comes by after a crash goes on.
/// </summary>
public sealed class BudgetRecalls(ITableStore tables, RunningBalances running, ProgrammeLedger ledger, TimeProvider clock)
{
    public const string Kind = "budget-recall";
    private const int AtATime = 16;

    /// <summary>A refill that its shard has not taken for so long was for a spending that did not take place, or that will ask again.</summary>
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(1);

    public static string KeyOf(int year, string shard, int number) => $"recall:{year:0000}:{shard}:{number:000000}";

    /// <summary>Gets all surplus into the centre. The caller looks what there is then: others ask too.</summary>
    /// <param name="needed">What the centre should have.</param>
    /// <exception cref="StoreUnavailableException">It has less, but a shard has a refill that it may yet take.</exception>
    /// <exception cref="InvalidOperationException">It has less, and there is no more.</exception>
    public async Task GatherAsync(int year, long needed)
    {
        var budget = LedgerAccounts.Budget(year);
        var before = await ledger.AvailableAsync(budget);
        var underWay = await TryGatherAsync(year);
        var after = await ledger.AvailableAsync(budget);
        if (after.Rupiah < needed && after.ETag == before.ETag)
        {
            throw underWay
                ? new StoreUnavailableException($"Money of budget {year} is under way to another shard.")
                : new InvalidOperationException($"The budget of {year} is spent.");
        }
    }

    /// <summary>Gets all surplus into the centre.</summary>
    /// <returns>Whether a shard has a refill that it may yet take.</returns>
    public async Task<bool> TryGatherAsync(int year)
    {
        var underWay = false;
        await AtOnce.ForEachAsync(AtATime, ParticipantKeys.Shards, async shard =>
        {
            if (await RecallAsync(year, shard))
            {
                underWay = true;
            }
        }, CancellationToken.None);
        return underWay;
    }

    /// <returns>Whether the shard has a refill that it may yet take.</returns>
    private async Task<bool> RecallAsync(int year, string shard)
    {
        while (true)
        {
            var (row, etag) = await running.ReadAsync(ParticipantKeys.Table, shard, RowOf(year, shard));
            var share = row.Share ?? BudgetShare.None;
            if (share.Recalling > 0)
            {
                await FinishAsync(year, shard, row, etag!);
                continue;
            }

            var refill = await ledger.FindAsync(LedgerAccounts.Budget(year), BudgetShares.KeyOf(year, shard, share.Refills + 1));
            var idle = refill is not null && refill.At + Idle <= clock.GetUtcNow() ? refill.Amount : 0;
            var surplus = row.Available + idle;
            if (surplus <= 0)
            {
                return refill is not null;
            }

            var taken = new BudgetShare(share.Allocated + idle - surplus, share.Refills + (idle > 0 ? 1 : 0), share.Recalls + 1, surplus);
            await WriteAsync(year, shard, row with { Share = taken }, etag);
        }
    }

    private async Task FinishAsync(int year, string shard, BalanceRow row, string etag)
    {
        var share = row.Share!;
        var key = KeyOf(year, shard, share.Recalls);
        await ledger.TryPostAsync(new NewTransfer(key, LedgerAccounts.Budget(year, shard), LedgerAccounts.Budget(year), share.Recalling, Kind, key));
        await WriteAsync(year, shard, row with { Share = share with { Recalling = 0 } }, etag);
    }

    /// <summary>If it is still as read; otherwise the loop reads again.</summary>
    private Task<CommitResult> WriteAsync(int year, string shard, BalanceRow row, string? etag)
    {
        var (key, body) = (RowOf(year, shard), PipelineJson.Write(row));
        return tables.CommitAsync(ParticipantKeys.Table, shard, [etag is null ? new TableWrite.Insert(key, body) : new TableWrite.Replace(key, body, etag)]);
    }

    private static string RowOf(int year, string shard) => ParticipantKeys.Balance(LedgerAccounts.Budget(year, shard));
}
