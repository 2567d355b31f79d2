using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Ledger;

public sealed class RunningBalancesTests
{
    private const int Year = 2026;

    [Fact]
    public async Task Balance_OfTwoPeopleOfAShardAtOnce_CountsBothInEveryOrder()
    {
        var orders = new Interleavings(ParticipantKeys.Table) { MaxSwitches = 2 };
        await using var harness = await PipelineHarness.StartAsync(decorate: orders.Watch);
        var made = 0;
        var tried = await orders.ExploreAsync(async run =>
        {
            var shard = $"{run % 256:x2}";
            var (one, two) = (await PersonAsync(harness, shard, ++made), await PersonAsync(harness, shard, ++made));
            return (() => AwardAsync(harness, one), () => AwardAsync(harness, two), async () =>
            {
                Assert.Empty((await harness.Get<LedgerAudit>().RunAsync()).Differences);
                Assert.Equal(made * 10, (await harness.Get<LedgerBalances>().ReadAsync())["training"].Posted);
            });
        });

        Assert.True(tried > 10, $"{tried} orders");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Award_ThatNeedsARefillAndCrashesAtAnyCommit_IsGivenOnce(bool afterCommit)
    {
        for (var commit = 1; commit <= 3; commit++)
        {
            await using var harness = await PipelineHarness.StartAsync();
            var id = await PersonAsync(harness, "3f", 1);
            harness.Tables.CrashAt(commit, afterCommit);
            var award = AwardAsync(harness, id);
            await Task.WhenAny(award, harness.Tables.Crashed);
            Assert.True(harness.Tables.Crashed.IsCompleted, $"commit {commit}");
            await harness.RestartAsync();
            await AwardAsync(harness, id);

            var report = await harness.Get<LedgerAudit>().RunAsync();
            Assert.Empty(report.Differences);
            Assert.Equal((10, 3), (report.Accounts["training"].Posted, report.Transfers));
        }
    }

    [Fact]
    public async Task Budget_OfAnotherShardOrTheCentre_CannotBeSpentByAParticipant()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var id = await PersonAsync(harness, "3f", 1);
        foreach (var budget in new[] { LedgerAccounts.Budget(Year), LedgerAccounts.Budget(Year, "40") })
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => MoveAsync(harness, id, budget, LedgerAccounts.Training(id)));
        }

        await Assert.ThrowsAsync<InvalidOperationException>(() => MoveAsync(harness, id, LedgerAccounts.InFlight("bni"), LedgerAccounts.Paid("bni")));
        Assert.Equal(0, (await harness.Get<LedgerAudit>().RunAsync()).Transfers);
    }

    [Fact]
    public async Task ProgrammeTransfer_PendingThenPostedOrVoided_MovesTheBalancesOnce()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var ledger = harness.Get<ProgrammeLedger>();
        foreach (var (key, happened) in new[] { ("a", TransferEvent.Post), ("b", TransferEvent.Void) })
        {
            Assert.Equal(PostResult.Recorded, await ledger.TryPostAsync(new NewTransfer(key, LedgerAccounts.Suspense, LedgerAccounts.Paid("bni"), 7, "test", key, TransferState.Pending)));
            Assert.Equal(new Balance(0, 7, 0), (await harness.Get<LedgerBalances>().ReadAsync())[LedgerAccounts.Paid("bni")] with { Posted = 0 });
            Assert.True(await ledger.SettleAsync(key, happened));
            Assert.False(await ledger.SettleAsync(key, happened));
        }

        Assert.False(await ledger.SettleAsync("c", TransferEvent.Post));
        Assert.Equal(new Balance(7, 0, 0), (await harness.Get<LedgerBalances>().ReadAsync())[LedgerAccounts.Paid("bni")]);
        Assert.Equal(["a"], await harness.Get<LedgerDays>().ReadAsync(new DateOnly(Year, 1, 5)).Select(t => t.Key).ToListAsync());
        Assert.Empty((await harness.Get<LedgerAudit>().RunAsync()).Differences);
    }

    private static Task<string> PersonAsync(PipelineHarness harness, string shard, int number) => harness.AddPersonAsync($"{shard}{number:x30}");

    private static Task<bool> AwardAsync(PipelineHarness harness, string id) => MoveAsync(harness, id, LedgerAccounts.Budget(Year, ParticipantKeys.Shard(id)), LedgerAccounts.Training(id));

    /// <summary>Once, as a decision that may be repeated looks first.</summary>
    private static Task<bool> MoveAsync(PipelineHarness harness, string id, string from, string to) => harness.Get<ParticipantStore>().ChangeAsync(id, async change =>
    {
        if (await harness.Get<LedgerReader>().FindAsync(id, "award") is null)
        {
            change.Record("award", from, to, 10, "award", id, TransferState.Posted);
        }

        return true;
    });
}
