using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Payments;

public sealed class CaseWatchTests
{
    [Fact]
    public async Task Run_OpenAndClosedCases_TellsTheOpenOnesByKind()
    {
        await using var harness = await PipelineHarness.StartAsync();
        using var told = new Measurements();
        var cases = harness.Get<PayoutCases>();
        await cases.OpenAsync(CaseKinds.Suspense, "unmatched-line", "1", "r1", null, 600_000);
        await cases.OpenAsync(CaseKinds.Suspense, "unmatched-line", "2", "r2", null, 50_000);
        await cases.OpenAsync(CaseKinds.Unknown, "no-answer", "3", "r3", null, 50_000);
        await cases.CloseAsync(CaseKinds.Suspense, "1");

        await harness.RunTimerAsync("payout-cases");

        Assert.Equal(1, told.Last("prakerja.payouts.cases:suspense"));
        Assert.Equal(1, told.Last("prakerja.payouts.cases:unknown"));
        Assert.Equal(0, told.Last("prakerja.payouts.cases:failed"));
    }
}
