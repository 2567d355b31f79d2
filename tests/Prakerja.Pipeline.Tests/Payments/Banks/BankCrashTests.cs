using Prakerja.Pipeline.Payments.Banks;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Payments.Banks;

public sealed class BankCrashTests
{
    /// <summary>From the first instruction to the acknowledged file, the process dies before and after every commit in turn.</summary>
    [Fact]
    public async Task Crash_AtAnyCommit_NeitherLosesNorDoublesATransaction()
    {
        var crashes = 0;
        for (var commit = 1; commit < 60; commit++)
        {
            var (before, after) = (await RunAsync(commit, false), await RunAsync(commit, true));
            if (!before && !after)
            {
                break;
            }

            crashes++;
        }

        Assert.InRange(crashes, 8, 58);
    }

    [Fact]
    public async Task Cut_ByTwoAtOnce_PutsEachInstructionIntoOneFile()
    {
        var order = new Interleavings(BankTable) { MaxSwitches = 2 };
        var orders = await order.ExploreAsync(async _ =>
        {
            var harness = await PipelineHarness.StartAsync(decorate: order.Watch);
            foreach (var number in Enumerable.Range(1, 3))
            {
                await harness.Get<FileBank>().PayAsync(new PaymentInstruction($"r{number}", "bni", "incentive", "p1", "1234567890", 1000));
            }

            Task Work() => harness.Get<BankFiles>().HandleAsync("bni", CancellationToken.None);
            return (Work, Work, async () =>
            {
                await harness.SettleAsync();
                Assert.Equal(3, harness.Bank.Transactions.Count);
                Assert.Equal(3, harness.Bank.Transactions.Distinct().Count());
                await harness.DisposeAsync();
            });
        });
        Assert.True(orders > 50, $"Only {orders} orders.");
    }

    private const string BankTable = "bankfiles";

    private static async Task<bool> RunAsync(int commit, bool afterCommit)
    {
        await using var bench = await BankBench.StartAsync();
        bench.Harness.Tables.CrashAt(commit, afterCommit);
        var work = WorkAsync(bench);
        var crashed = await Task.WhenAny(work, bench.Harness.Tables.Crashed) != work;
        if (crashed)
        {
            await bench.Harness.RestartAsync();
            await WorkAsync(bench);
        }

        await bench.Harness.RunTimerAsync("bank-files-sweep");
        await bench.Harness.AdvanceAsync(TimeSpan.FromHours(1));
        await bench.Harness.RunTimerAsync("bank-files-sweep");
        Assert.Equal([("r1", 600_000L), ("r2", 600_000L), ("r3", 600_000L)], bench.Bank.Transactions.Order());
        Assert.All(bench.Bank.Files.GroupBy(f => f.MessageId), sent => Assert.Single(sent.Select(f => Convert.ToHexString(f.Bytes)).Distinct()));
        Assert.Empty(await bench.Harness.Get<BankFileStore>().OpenAsync("bni", CancellationToken.None));
        return crashed;
    }

    private static async Task WorkAsync(BankBench bench)
    {
        bench.Bank.Ask = id => new BankFileReply(bench.Bank.Files.Any(f => f.MessageId == id) ? BankFileStatus.Accepted : BankFileStatus.NotFound);
        foreach (var reference in (string[])["r1", "r2", "r3"])
        {
            await bench.PayAsync(reference);
        }

        await bench.Harness.Get<BankFiles>().HandleAsync("bni", CancellationToken.None);
        foreach (var file in bench.Bank.Files.DistinctBy(f => f.MessageId).ToArray())
        {
            var found = await bench.FileAsync(BankFile.NumberOf("bni", file.MessageId)!.Value);
            await bench.Harness.Get<BankInbox>().StoreAsync("bni", IsoNames.StatusReport, BankSamples.Report(file.MessageId, "ACCP", found.Count, $"{found.Sum}"), CancellationToken.None);
            await bench.Harness.Get<BankFiles>().HandleAsync("bni", CancellationToken.None);
        }
    }
}
