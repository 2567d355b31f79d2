using Prakerja.Pipeline.Tests.Cases;
using Prakerja.Pipeline.Tests.Payments;
using static Prakerja.Pipeline.Tests.Recoveries.RecoveryExcessCrashTests;
using static Prakerja.Pipeline.Tests.Recoveries.RefundPlay;

namespace Prakerja.Pipeline.Tests.Recoveries;

/// <summary>Wherever the process dies, a refund and its line are one movement in the end.</summary>
public sealed class RefundCrashTests
{
    /// <summary>The page, what was noted of its line, and the mark.</summary>
    private const int FewestOfLine = 3;

    [Fact]
    public Task Crash_WhileTheLineOfARefundIsTaken_StatesItOnce() => AtEveryCommitAsync(
        async (bench, id) =>
        {
            await OweBackAsync(bench, id);
            await bench.RefundAsync(id);
        },
        (bench, id) => bench.LinesAsync(LineOf(id)),
        (bench, id) => bench.LinesAsync(LineOf(id)),
        (bench, id) => bench.AssertRefundedAsync(id),
        FewestOfLine);

    /// <summary>The statement comes again before the refund or after it.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task Crash_WhileALineComesIntoSuspense_IsTakenOutByTheRefund(bool againFirst) => AtEveryCommitAsync(
        OweBackAsync,
        (bench, id) => bench.LinesAsync(LineOf(id)),
        async (bench, id) =>
        {
            await (againFirst ? bench.LinesAsync(LineOf(id)) : bench.RefundAsync(id));
            await (againFirst ? bench.RefundAsync(id) : bench.LinesAsync(LineOf(id)));
        },
        (bench, id) => bench.AssertRefundedAsync(id));

    /// <summary>The same person asks again, or the hourly watch comes by.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task Crash_WhileTheRefundTakesALineOutOfSuspense_MovesItOnce(bool asksAgain) => AtEveryCommitAsync(
        async (bench, id) =>
        {
            await OweBackAsync(bench, id);
            await bench.LinesAsync(LineOf(id));
            Assert.Equal(202, (await bench.ProposeAsync("suspense", CaseOf(id), Refund)).Status);
        },
        (bench, id) => bench.ApproveAsync("suspense", CaseOf(id)),
        async (bench, id) =>
        {
            await (asksAgain ? Task.CompletedTask : bench.Harness.RunTimerAsync("payout-cases"));
            if (asksAgain || (await bench.CaseWordsAsync()).Length > 0)
            {
                Assert.Equal(200, (await bench.ApproveAsync("suspense", CaseOf(id))).Status);
            }
        },
        (bench, id) => bench.AssertRefundedAsync(id));

    private static async Task OweBackAsync(PaymentBench bench, string id)
    {
        await RepayAsync(bench, id);
        await BounceAsync(bench, id);
    }
}
