using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Ledger;

public sealed class AuditedDaysTests
{
    /// <summary>Partitions that every look finds changed, night by night: is the day before the first night audited after the last one?</summary>
    [Theory]
    [InlineData(true, "")]
    [InlineData(false, "ab")]
    [InlineData(false, "ab", "ab")]
    [InlineData(true, "ab", "")]
    [InlineData(true, "ab", "cd")]
    [InlineData(true, "", "ab")]
    [InlineData(false, "ab,cd", "cd,ef")]
    [InlineData(true, "ab,cd", "cd,ef", "ef")]
    public async Task Day_IsAudited_OnceEveryPartitionWasComparedSince(bool expected, params string[] busy)
    {
        BusyTables? tables = null;
        await using var harness = await PipelineHarness.StartAsync(decorate: inner => tables = new BusyTables(inner));
        await harness.RunTimerAsync("ledger-audit");
        var end = harness.Now.AddMinutes(1);
        Assert.False(await harness.Get<AuditedDays>().IsAuditedAsync(end));
        foreach (var night in busy)
        {
            await harness.AdvanceAsync(TimeSpan.FromDays(1));
            tables!.Busy = night.Split(',', StringSplitOptions.RemoveEmptyEntries);
            await harness.RunTimerAsync("ledger-audit");
        }

        Assert.Equal(expected, await harness.Get<AuditedDays>().IsAuditedAsync(end));
    }

    [Fact]
    public async Task Difference_FoundWhileAnotherPartitionIsLookedAtAgain_KeepsTheDayUnaudited()
    {
        BusyTables? tables = null;
        await using var harness = await PipelineHarness.StartAsync(decorate: inner => tables = new BusyTables(inner));
        var end = harness.Now;
        await harness.Get<ITableStore>().CommitAsync(
            ParticipantKeys.Table, "ab", [new TableWrite.Upsert(ParticipantKeys.Balance("paid:x"), PipelineJson.Write(new BalanceRow(5, 0, 0)))]);
        await harness.RunTimerAsync("ledger-audit");
        await harness.AdvanceAsync(TimeSpan.FromDays(1));
        tables!.Busy = ["ab"];
        await harness.RunTimerAsync("ledger-audit");
        Assert.False(await harness.Get<AuditedDays>().IsAuditedAsync(end));
    }

    /// <summary>The running balances of busy partitions of participants are written anew before each look.</summary>
    private sealed class BusyTables(ITableStore inner) : ITableStore
    {
        public string[] Busy { get; set; } = [];

        public ValueTask<TableRow?> GetAsync(string table, string partition, string row, CancellationToken cancellation = default) => inner.GetAsync(table, partition, row, cancellation);

        public Task<CommitResult> CommitAsync(string table, string partition, IReadOnlyList<TableWrite> writes, CancellationToken cancellation = default) =>
            inner.CommitAsync(table, partition, writes, cancellation);

        public async Task<TablePage> ScanAsync(string table, string partition, RowRange range, int limit, string? continuation = null, CancellationToken cancellation = default)
        {
            if (table == ParticipantKeys.Table && range.From == ParticipantKeys.Balance("") && Busy.Contains(partition, StringComparer.Ordinal))
            {
                await inner.CommitAsync(table, partition, [new TableWrite.Upsert(ParticipantKeys.Balance("paid:y"), PipelineJson.Write(BalanceRow.Empty))], cancellation);
            }

            return await inner.ScanAsync(table, partition, range, limit, continuation, cancellation);
        }
    }
}
