using System.Globalization;
using Microsoft.Extensions.Logging;
using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Pipeline.Ledger;

/// <summary>What the audit of a night found, as it is kept.</summary>
/// <param name="Accounts">Posted Rupiah by the entries; the shards of a year's budget summed under <c>budget:year:*</c>.</param>
/// <param name="Busy">How many partitions were not compared.</param>
/// <param name="Different">How many differences there were.</param>
/// <param name="Differences">The first 100.</param>
public sealed record KeptAudit(
    DateTimeOffset At, long Transfers, IReadOnlyDictionary<string, long> Accounts, int Busy, int Different, IReadOnlyList<LedgerDifference> Differences)
{
    /// <summary>The partitions that were not compared, because they changed under every look.</summary>
    public IReadOnlyList<string> Uncompared { get; init; } = [];
}

/// <summary>Each night: audits the ledger, tells of every difference (metric <c>prakerja.ledger.differences</c>, log), and keeps what it found: table <c>ledgeraudits</c>.</summary>
public sealed class LedgerAudits(LedgerAudit audit, ITableStore tables, ILogger<LedgerAudits> log) : ITimerTask
{
    public const string Table = "ledgeraudits";
    public const string Partition = "all";
    private const int MostKept = 100;

    public string Name => "ledger-audit";

    /// <summary>03:30 WIB, when least is going on.</summary>
    public TimerSchedule Schedule { get; } = new(TimeSpan.FromDays(1), TimeSpan.FromMinutes(210));

    public async Task RunAsync(DateTimeOffset dueAt, CancellationToken cancellation)
    {
        var report = await audit.RunAsync(cancellation);
        foreach (var difference in report.Differences.Take(MostKept))
        {
            Log.LedgerDiffers(log, difference.Place, difference.What, difference.Account, difference.Entries, difference.Running);
        }

        var kept = new KeptAudit(report.At, report.Transfers, Posted(report.Accounts), report.Busy.Count, report.Differences.Count, [.. report.Differences.Take(MostKept)]) { Uncompared = report.Busy };
        await tables.CommitAsync(Table, Partition, [new TableWrite.Upsert(RowOf(Wib.DateOf(report.At)), PipelineJson.Write(kept))], cancellation);
        PipelineMetrics.LedgerDifferences(report.Differences.Count);
    }

    /// <summary>Accounts by name; the 256 shards of a year's budget as one.</summary>
    public static string NameOf(string account) => LedgerAccounts.ShardOf(account) is { } shard ? $"{LedgerAccounts.Budget(shard.Year)}:*" : account;

    private static SortedDictionary<string, long> Posted(Balances accounts)
    {
        var posted = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (account, balance) in accounts.All)
        {
            posted[NameOf(account)] = posted.GetValueOrDefault(NameOf(account)) + balance.Posted;
        }

        return posted;
    }

    /// <summary>The last one comes first.</summary>
    private static string RowOf(DateOnly day) => (DateOnly.MaxValue.DayNumber - day.DayNumber).ToString("D7", CultureInfo.InvariantCulture);
}
