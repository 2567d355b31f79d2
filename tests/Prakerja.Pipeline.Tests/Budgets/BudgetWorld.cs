using Prakerja.Domain.Ledger;
using Prakerja.Domain.Lifecycles;
using Prakerja.Embedded.Tables;
using Prakerja.Pipeline.Budgets;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Tests.Ledger;

namespace Prakerja.Pipeline.Tests.Budgets;

/// <summary>A year's budget, its shards, and people who are given from it and give back.</summary>
internal sealed class BudgetWorld
{
    public const int Year = 2026;
    private readonly RunningBalances running;
    private readonly ShardBalances balances;
    private int people;

    public BudgetWorld(int seed, double faults)
    {
        Tables = new ShuffledTables(new MemoryTableStore(), seed, faults);
        running = new RunningBalances(Tables);
        Ledger = new ProgrammeLedger(Tables, running, Tables);
        Recalls = new BudgetRecalls(Tables, running, Ledger, Tables);
        balances = new ShardBalances(running, new BudgetShares(Ledger, Recalls));
    }

    public ShuffledTables Tables { get; }

    public ProgrammeLedger Ledger { get; }

    public BudgetRecalls Recalls { get; }

    /// <summary>Somebody of a shard.</summary>
    public string Person(int shard) => $"{shard:x2}{LedgerPlay.IdOf($"{people++}")[2..]}";

    /// <summary>The budget gives, tried again after every fault as a workflow would; once.</summary>
    public Task GiveAsync(string person, long amount) =>
        MoveAsync(person, "award", LedgerAccounts.Budget(Year, ParticipantKeys.Shard(person)), LedgerAccounts.Training(person), amount);

    public Task ReturnAsync(string person, long amount) =>
        MoveAsync(person, "return", LedgerAccounts.Training(person), LedgerAccounts.Budget(Year, ParticipantKeys.Shard(person)), amount);

    /// <summary>What the centre has goes back to the treasury: nothing is left but what lies in the shards.</summary>
    public async Task CutToShardsAsync()
    {
        var (left, _) = await Ledger.AvailableAsync(LedgerAccounts.Budget(Year));
        Assert.Equal(PostResult.Recorded, await Ledger.TryPostAsync(new NewTransfer("cut", LedgerAccounts.Budget(Year), LedgerAccounts.Treasury, left, "cut", "cut")));
    }

    /// <summary>What the year's budget has, in the centre and in the shards; the ledger is in order.</summary>
    public async Task<long> LeftAsync()
    {
        var report = await new LedgerAudit(Tables, new LedgerBalances(Tables), Tables).RunAsync();
        Assert.Empty(report.Differences);
        Assert.Empty(report.Accounts.BelowFloor);
        return report.Accounts.All.Where(a => a.Key.StartsWith("budget:", StringComparison.Ordinal)).Sum(a => a.Value.Posted);
    }

    private async Task MoveAsync(string person, string key, string from, string to, long amount)
    {
        while (true)
        {
            try
            {
                if (await TryMoveAsync(person, key, from, to, amount))
                {
                    return;
                }
            }
            catch (StoreUnavailableException)
            {
                await Tables.SleepAsync();
            }
        }
    }

    private async Task<bool> TryMoveAsync(string person, string key, string from, string to, long amount)
    {
        var shard = ParticipantKeys.Shard(person);
        if (await Tables.GetAsync(ParticipantKeys.Table, shard, ParticipantKeys.Transfer(person, key)) is not null)
        {
            return true;
        }

        var participant = new Participant { Id = person, State = ParticipantState.Verified, RegisteredAt = Tables.GetUtcNow() };
        var change = new ParticipantChange(participant, null!, Tables.GetUtcNow());
        change.Record(key, from, to, amount, key, person, TransferState.Posted);
        var result = await running.CommitAsync(ParticipantKeys.Table, shard, change.Writes, async () => await balances.WritesAsync(shard, change.Moved));
        return result!.Committed;
    }
}
