using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Tests.Admin;
using Prakerja.Pipeline.Tests.Harness;
using Prakerja.Pipeline.Tests.Payments;

namespace Prakerja.Pipeline.Tests.Ledger;

public sealed class LedgerAuditTests
{
    private const string Person = "ab";

    [Fact]
    public async Task Audit_OfAProgramme_FindsNoDifferenceAndTheBalancesAreTheEntries()
    {
        await using var bench = await ProgrammeAsync();
        var report = await bench.Harness.Get<LedgerAudit>().RunAsync();
        Assert.Empty(report.Differences);
        Assert.Equal((0, 0L), (report.Busy.Count, report.Accounts.Sum));
        Assert.Equal(6, report.Transfers);
        Assert.Equal(report.Accounts.All.Where(a => a.Value != default), (await bench.Harness.Get<LedgerBalances>().ReadAsync()).All.Where(a => a.Value != default));

        var view = (await bench.Harness.AsStaffAsync(Access.Auditor, "dewi", "GET", "/api/admin/ledger/balances")).Json;
        var items = view["items"]!.AsArray().ToDictionary(i => (string)i!["account"]!, i => (long)i!["posted"]!);
        Assert.Equal((0L, 0L), ((long)view["sum"]!, items.Values.Sum()));
        Assert.Equal(600_000, items["paid:bni"]);
        Assert.DoesNotContain(items.Keys, k => k.StartsWith("budget:2026:0", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Audit_EachNight_IsKeptTheLastOneFirst()
    {
        await using var bench = await ProgrammeAsync();
        await bench.Harness.RunTimerAsync("ledger-audit");
        await ChangeAsync(bench.Harness, ParticipantKeys.Table, "ff", ParticipantKeys.Balance("paid:x"), new BalanceRow(5, 0, 0));
        await bench.Harness.AdvanceAsync(TimeSpan.FromDays(1));
        await bench.Harness.RunTimerAsync("ledger-audit");

        var audits = (await bench.Harness.AsFinanceAsync("fitri", "GET", "/api/admin/ledger/audit")).Json["items"]!.AsArray();
        Assert.Equal([1, 0], audits.Select(a => (int)a!["different"]!));
        Assert.Equal(("participants/ff", "balance", "paid:x", 5L), Found(audits[0]!["differences"]![0]!));
        Assert.Contains(bench.Harness.Log.Lines, l => l.Contains("paid:x", StringComparison.Ordinal));
        Assert.Equal(403, (await bench.Harness.AsStaffAsync(Access.Operator, "o", "GET", "/api/admin/ledger/audit")).Status);
    }

    [Theory]
    [InlineData("balance", "suspense")]
    [InlineData("day-index", "")]
    [InlineData("floor", "incentive")]
    public async Task Audit_OfRowsTamperedWith_NamesThem(string what, string account)
    {
        await using var harness = await PipelineHarness.StartAsync();
        var id = await harness.AddPersonAsync($"{Person}{new string('0', 30)}");
        await harness.Get<ParticipantStore>().ChangeAsync(id, change =>
        {
            change.Record("t", LedgerAccounts.Suspense, LedgerAccounts.Incentive(id), 10, "test", "r", TransferState.Posted);
            return ValueTask.FromResult(true);
        });
        Assert.Empty((await harness.Get<LedgerAudit>().RunAsync()).Differences);

        await TamperAsync(harness, id, what);

        var found = Assert.Single((await harness.Get<LedgerAudit>().RunAsync()).Differences);
        Assert.Equal((what, "participants/ab"), (found.What, found.Place));
        Assert.StartsWith(account, found.Account, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Audit_WhileTransfersGoOn_FindsNothing()
    {
        WritingMeanwhile? tables = null;
        await using var harness = await PipelineHarness.StartAsync(decorate: inner => tables = new WritingMeanwhile(inner));
        var id = await harness.AddPersonAsync($"{Person}{new string('0', 30)}");
        var number = 0;
        tables!.Meanwhile = async () =>
        {
            var key = $"t{++number}";
            await harness.Get<ParticipantStore>().ChangeAsync(id, change =>
            {
                change.Record(key, LedgerAccounts.Suspense, LedgerAccounts.Incentive(id), 10, "test", "r", TransferState.Posted);
                return ValueTask.FromResult(true);
            });
        };
        var report = await harness.Get<LedgerAudit>().RunAsync();
        Assert.Equal((3, 0), (number, report.Busy.Count));
        Assert.Empty(report.Differences);
        Assert.Equal(30, report.Accounts["incentive"].Posted);
    }

    /// <summary>Somebody paid, money nobody knows, a course bought and given back.</summary>
    private static async Task<PaymentBench> ProgrammeAsync()
    {
        var bench = await PaymentBench.StartAsync();
        await bench.LinkAsync(await bench.AddTrainedAsync());
        await bench.Harness.AsFinanceAsync("fitri", "POST", "/api/admin/statements", new[] { new { reference = "nobody's", amount = 12_345, at = bench.Harness.Now } });
        return bench;
    }

    private static Task TamperAsync(PipelineHarness harness, string id, string what) => what switch
    {
        "balance" => ChangeAsync(harness, ParticipantKeys.Table, Person, ParticipantKeys.Balance("suspense"), new BalanceRow(-11, 0, 0)),
        "day-index" => harness.Get<ITableStore>().CommitAsync(
            ParticipantKeys.Table, Person, [new TableWrite.Delete(ParticipantKeys.PostedOn(new DateOnly(2026, 1, 5), id, "t"))]),
        _ => harness.Get<ParticipantStore>().ChangeAsync(id, change =>
        {
            change.Record("u", LedgerAccounts.Incentive(id), LedgerAccounts.Paid("bni"), 11, "test", "r", TransferState.Posted);
            return ValueTask.FromResult(true);
        }),
    };

    private static Task<CommitResult> ChangeAsync(PipelineHarness harness, string table, string partition, string row, object body) =>
        harness.Get<ITableStore>().CommitAsync(table, partition, [new TableWrite.Upsert(row, PipelineJson.Write(body))]);

    private static (string, string, string, long) Found(System.Text.Json.Nodes.JsonNode d) => ((string)d["place"]!, (string)d["what"]!, (string)d["account"]!, (long)d["running"]!);

    /// <summary>Does something in the middle of the first three looks at a shard's transfers.</summary>
    private sealed class WritingMeanwhile(ITableStore inner) : ITableStore
    {
        private int left = 3;

        public Func<Task>? Meanwhile { get; set; }

        public ValueTask<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation = default) => inner.GetAsync(table, partition, row, cancellation);

        public Task<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<TableWrite> writes, CancellationToken cancellation = default) =>
            inner.CommitAsync(table, partition, writes, cancellation);

        public async Task<TablePage> ScanAsync(string table, string partition, RowRange range, int limit, string? continuation = null, CancellationToken cancellation = default)
        {
            var page = await inner.ScanAsync(table, partition, range, limit, continuation, cancellation);
            if ((table, partition, range.From) == (ParticipantKeys.Table, Person, "l|") && left-- > 0)
            {
                await Meanwhile!();
            }

            return page;
        }
    }
}
