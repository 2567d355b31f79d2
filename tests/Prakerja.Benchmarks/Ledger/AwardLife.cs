using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Prakerja.Domain.Ledger;
using Prakerja.Domain.Lifecycles;
using Prakerja.Domain.Schemes;
using Prakerja.Local.Hosting;
using Prakerja.Pipeline;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Benchmarks.Ledger;

/// <summary>What the ledger is used for in one award's life, as the pipeline records it, one commit after the other.</summary>
internal sealed class AwardLife : IAsyncDisposable
{
    /// <summary>Award; purchase; completion; entitlement and reservation; payment.</summary>
    public const int Commits = 5;

    /// <summary>Transfers that become posted: award, purchase, entitlement, reservation, payment.</summary>
    public const int Posts = 5;

    private const int Year = 2026;
    private readonly ServiceProvider services;
    private readonly ITableStore tables;
    private readonly ParticipantStore participants;
    private readonly LedgerReader reader;
    private readonly string[] ids;

    public AwardLife(ITableStore tables, int people)
    {
        this.tables = tables;
        var registered = new ServiceCollection().AddLogging(log => log.SetMinimumLevel(LogLevel.Warning));
        registered.AddLocal(new LocalOptions(Data: null, LocalOptions.DefaultUrls, VirtualClock: false, DateTimeOffset.UnixEpoch, 1));
        services = registered.Replace(ServiceDescriptor.Singleton(tables)).BuildServiceProvider();
        (participants, reader) = (services.GetRequiredService<ParticipantStore>(), services.GetRequiredService<LedgerReader>());
        ids = [.. Enumerable.Range(0, people).Select(IdOf)];
    }

    /// <summary>Everybody is there.</summary>
    public async Task PrepareAsync(int concurrency)
    {
        foreach (var chunk in ids.Chunk(concurrency * 8))
        {
            await Task.WhenAll(chunk.Select(id => tables.CommitAsync(ParticipantKeys.Table, ParticipantKeys.Shard(id), [new TableWrite.Insert(ParticipantKeys.Main(id), Person(id))])));
        }
    }

    public Task StepAsync(int person, int step)
    {
        var id = ids[person];
        var scheme = SchemeTable.Normal;
        return step switch
        {
            0 => ChangeAsync(id, c => Record(c, "award", Budget(id), LedgerAccounts.Training(id), scheme.TrainingBalance, TransferState.Posted)),
            1 => ChangeAsync(id, c => Record(c, "purchase", LedgerAccounts.Training(id), LedgerAccounts.Payable("tokopedia"), 500_000, TransferState.Pending)),
            2 => SettleAsync(id, "purchase", _ => { }),
            3 => ChangeAsync(id, c =>
            {
                Record(c, "entitlement", Budget(id), LedgerAccounts.Incentive(id), scheme.Total - scheme.TrainingBalance, TransferState.Posted);
                Record(c, "completion-1", LedgerAccounts.Incentive(id), LedgerAccounts.InFlight("bni"), 600_000, TransferState.Pending);
            }),
            _ => SettleAsync(id, "completion-1", c => Record(c, "completion-1-paid", LedgerAccounts.InFlight("bni"), LedgerAccounts.Paid("bni"), 600_000, TransferState.Posted)),
        };
    }

    /// <summary>As many rows of a transfer's size in one commit, nothing read.</summary>
    public Task InsertBareAsync(int person, int step, int rows)
    {
        var row = new TransferRow($"step-{step}", Budget(ids[person]), LedgerAccounts.Training(ids[person]), 3_500_000, "award", DateTimeOffset.UnixEpoch, "reference", TransferState.Posted);
        var body = PipelineJson.Write(row);
        return tables.CommitAsync(
            ParticipantKeys.Table, ParticipantKeys.Shard(ids[person]),
            [.. Enumerable.Range(0, rows).Select(n => new TableWrite.Insert(ParticipantKeys.Transfer(ids[person], $"{step}-{n}"), body))]);
    }

    /// <summary>The ledger is whole, and has everybody.</summary>
    public async Task CheckAsync()
    {
        var report = await services.GetRequiredService<LedgerAudit>().RunAsync();
        var paid = report.Accounts[LedgerAccounts.Paid("bni")].Posted;
        if (report.Differences is [var first, ..] || paid != ids.Length * 600_000L)
        {
            throw new InvalidOperationException($"The ledger is not what was done: {paid} paid.");
        }
    }

    public ValueTask DisposeAsync() => services.DisposeAsync();

    private Task<bool> ChangeAsync(string id, Action<ParticipantChange> record) => participants.ChangeAsync(id, change =>
    {
        record(change);
        return ValueTask.FromResult(true);
    });

    private Task<bool> SettleAsync(string id, string key, Action<ParticipantChange> record) => participants.ChangeAsync(id, async change =>
    {
        var (row, etag) = (await reader.FindAsync(id, key))!.Value;
        change.Settle(row, etag, TransferEvent.Post);
        record(change);
        return true;
    });

    private static void Record(ParticipantChange change, string key, string debit, string credit, long amount, TransferState state) =>
        change.Record(key, debit, credit, amount, key, $"reference-{key}", state);

    private static string Budget(string id) => LedgerAccounts.Budget(Year, ParticipantKeys.Shard(id));

    private static byte[] Person(string id) => PipelineJson.Write(new Participant { Id = id, State = ParticipantState.Training, RegisteredAt = DateTimeOffset.UnixEpoch });

    private static string IdOf(int number) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(number.ToString(CultureInfo.InvariantCulture))).AsSpan(0, 16));
}
