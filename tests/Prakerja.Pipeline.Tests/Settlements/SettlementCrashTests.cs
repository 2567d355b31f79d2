using Prakerja.Domain.Ledger;
using Prakerja.Domain.Settlements;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Tests.Payments;

namespace Prakerja.Pipeline.Tests.Settlements;

/// <summary>A crash before or after any commit of the way from the week's end to the payment ends like no crash.</summary>
public sealed class SettlementCrashTests
{
    private const int FewestCommits = 8;

    [Theory]
    [InlineData(Behaviour.Pay, SettlementState.Paid)]
    [InlineData(Behaviour.NoReplyButPaid, SettlementState.Paid)]
    [InlineData(Behaviour.Reject, SettlementState.Failed)]
    public async Task Crash_AtEveryCommitInTurn_PaysOnceOrNotAtAll(Behaviour behaviour, SettlementState end)
    {
        for (var commit = 1; ; commit++)
        {
            foreach (var afterCommit in (bool[])[false, true])
            {
                if (!await CrashesAsync(behaviour, end, commit, afterCommit))
                {
                    Assert.True(commit > FewestCommits, $"Only {commit} commits were crashed at.");
                    return;
                }
            }
        }
    }

    /// <summary>False: there are not as many commits, nothing crashed.</summary>
    private static async Task<bool> CrashesAsync(Behaviour behaviour, SettlementState end, int commit, bool afterCommit)
    {
        await using var bench = await SettlementBench.StartAsync();
        bench.Partner.Behaviours[SettlementBench.Account] = behaviour;
        await bench.CompleteAsync();
        await bench.CompleteAsync();
        await bench.Harness.AdvanceToAsync(new DateTimeOffset(2026, 1, 12, 2, 0, 0, TimeSpan.FromHours(7)));

        bench.Harness.Tables.CrashAt(commit, afterCommit);
        var way = WayAsync(bench);
        var crashed = await Task.WhenAny(way, bench.Harness.Tables.Crashed) != way;
        if (crashed)
        {
            await bench.Harness.RestartAsync();
            await WayAsync(bench);
        }
        else
        {
            await way;
            bench.Harness.Tables.CrashAt(0, false);
        }

        await bench.Harness.AdvanceAsync(TimeSpan.FromHours(1));
        await bench.Harness.RunTimerAsync("settlements");
        foreach (var (reference, amount, _, at) in bench.Partner.Paid)
        {
            await bench.Harness.Get<Statements>().ApplyAsync(new StatementLine(reference, amount, at));
        }

        var settlement = await bench.FindAsync();
        Assert.Equal((end, 2, 2_000_000L), (settlement.State, settlement.Purchases, settlement.Price));
        Assert.Equal(settlement.Version, settlement.Recorded);
        await bench.AssertPaidAsync(end == SettlementState.Paid ? [2_000_000] : []);
        await AssertAccountsAsync(bench, end == SettlementState.Paid ? 0 : 1_750_000);
        return crashed;
    }

    /// <summary>Everything again from wherever it stopped: who has done their part before is told so.</summary>
    private static async Task WayAsync(SettlementBench bench)
    {
        await bench.Harness.RunTimerAsync("settlements");
        await bench.ActAsync("proposal", "fitri");
        await bench.ActAsync("approval", "gita");
        await bench.Harness.SettleAsync();
    }

    private static async Task AssertAccountsAsync(SettlementBench bench, long payable)
    {
        var ledger = await bench.Harness.Get<LedgerTotals>().ComputeAsync();
        Assert.Equal(payable, ledger.Accounts[LedgerAccounts.Payable(SettlementBench.Platform)].Posted);
        Assert.Equal(payable / 7, ledger.Accounts[LedgerAccounts.Commission(SettlementBench.Platform)].Posted);
        Assert.Equal(default, ledger.Accounts["in-flight:bni"]);
        Assert.Empty(ledger.BelowFloor);
    }
}
