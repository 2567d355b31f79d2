using Prakerja.Domain;
using Prakerja.Domain.Incentives;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Payments;

namespace Prakerja.Pipeline.Tests.Payments;

public sealed class PayoutMixTests
{
    private const int People = 12;

    /// <summary>All behaviours at once, a crash somewhere in most days, accounts corrected and statements handed in at the end: nobody is paid twice, and the ledger says what was paid.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Month_OfEveryBehaviourAndCrashes_PaysEverybodyOnce(int seed)
    {
        // Seeded, so that a failure replays.
        var random = new Random(seed);
        await using var bench = await PaymentBench.StartAsync();
        var ids = new List<string>();
        for (var number = 1; number <= People; number++)
        {
            bench.Partner.Behaviours[AccountOf(number)] = (Behaviour)(number % 6);
            ids.Add(await bench.AddTrainedAsync(number));
            await bench.LinkAsync(ids[^1], AccountOf(number));
        }

        var crashes = 0;
        for (var day = new DateOnly(2026, 1, 6); day <= new DateOnly(2026, 1, 20); day = day.AddDays(1))
        {
            crashes += await CrashOnAsync(bench, day, random) ? 1 : 0;
            bench.Partner.PaySlowOnes();
        }

        await CorrectAsync(bench, ids);
        foreach (var (reference, amount, _, at) in bench.Partner.Paid.ToArray())
        {
            Assert.Equal(LineFate.Matched, await bench.Harness.Get<Statements>().ApplyAsync(new StatementLine(reference, amount, at)));
        }

        Assert.InRange(crashes, 1, 15);
        Assert.All(bench.Partner.Paid.GroupBy(p => p.Account), paid => Assert.Single(paid));
        Assert.Equal(People - 2, bench.Partner.Paid.Count);
        foreach (var id in ids)
        {
            var silent = bench.Partner.Behaviours[AccountOf(ids.IndexOf(id) + 1)] == Behaviour.NoReply;
            Assert.Equal(silent ? PaymentState.Unknown : PaymentState.Paid, (await bench.PayoutAsync(id, "completion-1")).State);
        }

        await bench.AssertLedgerAsync();
    }

    private static string AccountOf(int number) => $"{number}00000000";

    private static async Task<bool> CrashOnAsync(PaymentBench bench, DateOnly day, Random random)
    {
        bench.Harness.Tables.CrashAt(random.Next(1, 12), random.Next(2) == 0);
        var run = bench.ToAsync(day);
        var crashed = await Task.WhenAny(run, bench.Harness.Tables.Crashed) != run;
        if (crashed)
        {
            await bench.Harness.RestartAsync();
            await bench.Harness.RunTimerAsync("outbox-sweep");
        }
        else
        {
            bench.Harness.Tables.CrashAt(0, false);
        }

        await bench.ToAsync(day);
        return crashed;
    }

    /// <summary>Everybody whose payment failed links another account.</summary>
    private static async Task CorrectAsync(PaymentBench bench, List<string> ids)
    {
        foreach (var id in ids)
        {
            if ((await bench.PayoutAsync(id, "completion-1")).State == PaymentState.Failed)
            {
                await bench.LinkAsync(id, $"9{AccountOf(ids.IndexOf(id) + 1)}");
            }
        }

        await bench.ToAsync(Wib.DateOf(bench.Harness.Now).AddDays(2));
    }
}
