using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Ledger;

/// <summary>A transfer to be recorded.</summary>
/// <param name="Amount">Whole Rupiah, above zero.</param>
public sealed record NewTransfer(string Key, string Debit, string Credit, long Amount, string Kind, string Reference, TransferState State = TransferState.Posted);

public enum PostResult
{
    Recorded,

    /// <summary>A transfer of that key is there already: nothing is done.</summary>
    Known,

    /// <summary>The year's budget does not have it.</summary>
    NotCovered,
}

/// <summary>
/// Transfers that belong to no participant (funding of a year's budget and its shards, money nobody can be matched to, platforms' settlements): table
/// <c>ledger</c>, partition = first two hex digits of the key's hash, row = the key. The key is the caller's, so that the same movement is recorded once. All
/// that a year's budget itself gives and gets is in the partition of that account's name, since its floor is kept there.
/// </summary>
public sealed class ProgrammeLedger(ITableStore tables, RunningBalances running, TimeProvider clock)
{
    public const string Table = "ledger";

    /// <summary>A year's budget is asked by 256 shards, at the start of a batch all at once.</summary>
    private readonly Turns turns = new();

    /// <summary>What is not a transfer comes after all of them: keys begin with a word.</summary>
    private const string Beside = "~";

    /// <summary>Of the rows of running balances.</summary>
    public const string BalancePrefix = $"{Beside}b|";

    /// <summary>The transfers of a partition, and nothing that is kept beside them.</summary>
    public static RowRange Transfers { get; } = new(null, Beside);

    /// <summary>Those posted on the days from and until (inclusive).</summary>
    public static RowRange PostedOn(DateOnly from, DateOnly until) => LedgerDays.Range($"{Beside}j|", from, until);

    /// <summary>Records a posted transfer unless its key is known.</summary>
    /// <returns>False if it was recorded before.</returns>
    /// <exception cref="InvalidOperationException">Not a transfer, or more than a year's budget has: a fault in the program.</exception>
    public async Task<bool> PostAsync(string key, string debit, string credit, long amount, string kind, string reference) =>
        await TryPostAsync(new NewTransfer(key, debit, credit, amount, kind, reference)) switch
        {
            PostResult.Recorded => true,
            PostResult.Known => false,
            _ => throw new InvalidOperationException($"{debit} does not have what {key} would take."),
        };

    /// <summary>Records a transfer, pending or posted, unless its key is known.</summary>
    /// <exception cref="InvalidOperationException">Not a transfer: a fault in the program.</exception>
    public async Task<PostResult> TryPostAsync(NewTransfer made)
    {
        var now = clock.GetUtcNow();
        var read = Transfer.Create(made.Key, made.Debit, made.Credit, made.Amount, made.Kind, now, made.Reference, made.State);
        var transfer = read.IsOk ? read.Value : throw new InvalidOperationException(read.Problem.En);
        var row = new TransferRow(
            made.Key, made.Debit, made.Credit, made.Amount, made.Kind, now, made.Reference, made.State, made.State == TransferState.Pending ? null : now);
        var moved = new Balances();
        moved.Add(transfer);
        var partition = PartitionOf(made.Key, made.Debit, made.Credit);
        if (await tables.GetAsync(Table, partition, made.Key) is not null)
        {
            return PostResult.Known;
        }

        var result = await CommitAsync(partition, new TableWrite.Insert(made.Key, PipelineJson.Write(row)), row, moved);
        return result is null ? PostResult.NotCovered : result.Committed ? PostResult.Recorded : PostResult.Known;
    }

    /// <summary>Posts or voids a pending transfer between accounts that are no year's budget.</summary>
    /// <returns>False if there is none of that key, or it is pending no more.</returns>
    public async Task<bool> SettleAsync(string key, TransferEvent happened)
    {
        var partition = Shards.Of(key);
        if (await tables.GetAsync(Table, partition, key) is not { } stored || PipelineJson.Read<TransferRow>(stored.Body) is not { State: TransferState.Pending } pending)
        {
            return false;
        }

        var transfer = pending.ToTransfer().Next(happened).Value;
        var row = pending with { State = transfer.State, SettledAt = clock.GetUtcNow() };
        var moved = new Balances();
        moved.Settle(transfer);
        return (await CommitAsync(partition, new TableWrite.Replace(key, PipelineJson.Write(row), stored.ETag), row, moved))!.Committed;
    }

    /// <summary>A transfer that is not of a year's budget.</summary>
    public async ValueTask<TransferRow?> FindAsync(string key) => await tables.GetAsync(Table, Shards.Of(key), key) is { } row ? PipelineJson.Read<TransferRow>(row.Body) : null;

    /// <summary>Whether a transfer with this key is recorded; not of a year's budget, see <see cref="FindAsync(string, string)"/>.</summary>
    public async ValueTask<bool> HasAsync(string key) => await tables.GetAsync(Table, Shards.Of(key), key) is not null;

    /// <summary>A transfer from or to a year's budget.</summary>
    public async ValueTask<TransferRow?> FindAsync(string budget, string key) =>
        await tables.GetAsync(Table, Shards.Of(budget), key) is { } row ? PipelineJson.Read<TransferRow>(row.Body) : null;

    /// <summary>What a year's budget itself may still give, and a tag that changes with every transfer of it.</summary>
    public async ValueTask<(long Rupiah, string? ETag)> AvailableAsync(string budget)
    {
        var (row, etag) = await running.ReadAsync(Table, Shards.Of(budget), BalancePrefix + budget);
        return (row.Available, etag);
    }

    /// <summary>The treasury gives what a year's budget is before any change, once; changes follow when they come into force.</summary>
    public async Task FundAsync(int year)
    {
        var budget = LedgerAccounts.Budget(year);
        await TryPostAsync(new NewTransfer(budget, LedgerAccounts.Treasury, budget, YearBudgets.For(year), "budget", budget));
    }

    /// <returns>Null: a year's budget would be under its floor.</returns>
    private Task<CommitResult?> CommitAsync(string partition, TableWrite write, TransferRow row, Balances moved)
    {
        TableWrite[] writes = row.State == TransferState.Posted ? [write, new TableWrite.Insert(PostedOn(row.Day, row.Key), PipelineJson.Write(row))] : [write];
        return turns.RunAsync(partition, () => running.CommitAsync(Table, partition, writes, async () =>
        {
            var balances = await running.MoveAsync(Table, partition, BalancePrefix, moved);
            return balances.Any(b => b.IsOverdrawn && LedgerAccounts.YearOf(b.Account) is not null) ? null : [.. balances.Select(b => b.Write())];
        }));
    }

    private static string PartitionOf(string key, string debit, string credit) =>
        Shards.Of(LedgerAccounts.YearOf(debit) is not null ? debit : LedgerAccounts.YearOf(credit) is not null ? credit : key);

    private static string PostedOn(DateOnly day, string key) => $"{Beside}j|{LedgerDays.Text(day)}|{key}";
}
