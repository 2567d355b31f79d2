using Prakerja.Domain.Incentives;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Payments;

public sealed class PayoutCrashTests
{
    /// <summary>From the account's verification to the payment, the process dies before and after every commit in turn.</summary>
    [Fact]
    public async Task Crash_AtAnyCommit_PaysExactlyOnce()
    {
        var crashes = 0;
        for (var commit = 1; commit < 100; commit++)
        {
            var (before, after) = (await PayWithCrashAsync(commit, false), await PayWithCrashAsync(commit, true));
            if (!before && !after)
            {
                break;
            }

            crashes++;
        }

        Assert.InRange(crashes, 8, 98);
    }

    private static async Task<bool> PayWithCrashAsync(int commit, bool afterCommit)
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await bench.AddTrainedAsync();
        await bench.Harness.AsAsync(id, "PUT", "/api/me/payment-account", new { provider = "bni", account = PaymentBench.Account });
        await bench.Harness.SettleAsync();
        bench.Harness.Tables.CrashAt(commit, afterCommit);
        var told = bench.AnswerCheckAsync(id);
        var crashed = await Task.WhenAny(told, bench.Harness.Tables.Crashed) != told;
        if (crashed)
        {
            await bench.Harness.RestartAsync();
            await bench.AnswerCheckAsync(id);
        }

        await bench.Harness.RunTimerAsync("outbox-sweep");
        await bench.ToAsync(new(2026, 1, 8));
        Assert.Equal(PaymentState.Paid, (await bench.PayoutAsync(id, "completion-1")).State);
        Assert.Equal([600_000], bench.Partner.Paid.Select(p => p.Amount));
        await bench.AssertLedgerAsync();
        return crashed;
    }
}
