using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Ledger;

/// <summary>
/// Transfers that belong to no participant (funding of a year's budget, money nobody can be matched to): table <c>ledger</c>, partition = first two hex
/// digits of the key's hash, row = the key. The key is the caller's, so that the same movement is recorded once.
/// </summary>
public sealed class ProgrammeLedger(ITableStore tables, TimeProvider clock)
{
    public const string Table = "ledger";

    /// <summary>What is not a transfer comes after all of them: keys begin with a word.</summary>
    private const string Beside = "~";

    /// <summary>Records a posted transfer unless its key is known.</summary>
    /// <returns>False if it was recorded before.</returns>
    public async Task<bool> PostAsync(string key, string debit, string credit, long amount, string kind, string reference)
    {
        var now = clock.GetUtcNow();
        var read = Transfer.Create(key, debit, credit, amount, kind, now, reference, TransferState.Posted);
        var transfer = read.IsOk ? read.Value : throw new InvalidOperationException(read.Problem.En);
        var row = new TransferRow(key, transfer.Debit, transfer.Credit, amount, kind, now, reference, TransferState.Posted, now);
        var body = PipelineJson.Write(row);
        return (await tables.CommitAsync(Table, Shards.Of(key), [new TableWrite.Insert(key, body), new TableWrite.Insert(PostedOn(row.Day, key), body)])).Committed;
    }

    /// <summary>The transfers of a partition, and nothing that is kept beside them.</summary>
    public static RowRange Transfers { get; } = new(null, Beside);

    /// <summary>Those posted on the days from and until (inclusive).</summary>
    public static RowRange PostedOn(DateOnly from, DateOnly until) => LedgerDays.Range($"{Beside}j|", from, until);

    /// <summary>Whether a transfer with this key is recorded.</summary>
    public async ValueTask<bool> HasAsync(string key) => await tables.GetAsync(Table, Shards.Of(key), key) is not null;

    /// <summary>The treasury gives what a year's budget is before any change, once; changes follow when they come into force.</summary>
    public async Task FundAsync(int year)
    {
        var budget = LedgerAccounts.Budget(year);
        if (!await HasAsync(budget))
        {
            await PostAsync(budget, LedgerAccounts.Treasury, budget, YearBudgets.For(year), "budget", budget);
        }
    }

    private static string PostedOn(DateOnly day, string key) => $"{Beside}j|{LedgerDays.Text(day)}|{key}";
}
