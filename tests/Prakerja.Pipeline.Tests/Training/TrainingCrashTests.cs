using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Tests.Harness;
using Prakerja.Pipeline.Tests.Partners;

namespace Prakerja.Pipeline.Tests.Training;

/// <summary>A crash before or after any commit of the way from reports to a completed course ends like no crash.</summary>
public sealed class TrainingCrashTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(3, true)]
    public async Task Crash_WhileReportsAreTaken_LosesAndDoublesNothing(int commit, bool afterCommit)
    {
        await using var harness = (await PipelineHarness.StartAsync()).WithPartners();
        var participant = await harness.AddSelectedAsync();
        await harness.AddCourseAsync();
        var code = await harness.BoughtAsync(participant, "KURSUS-1");

        harness.Tables.CrashAt(commit, afterCommit);
        var report = harness.CompletedAsync("e1", code);
        await Task.WhenAny(report, harness.Tables.Crashed);
        await harness.Tables.Crashed.WaitAsync(TimeSpan.FromSeconds(30));
        await harness.RestartAsync();
        Assert.Equal(202, (await harness.CompletedAsync("e1", code)).Status);
        await harness.RunTimerAsync("outbox-sweep");

        Assert.Equal(PurchaseState.Completed, (await harness.PurchaseAsync(participant, code)).State);
        Assert.Equal(1_000_000, (await harness.BalancesAsync(participant))[LedgerAccounts.Payable(PartnerCalls.Platform)].Posted);
        Assert.Equal(1, (await harness.Get<FunnelCounters>().TotalsAsync())[Milestones.Trained][""]);
    }
}
