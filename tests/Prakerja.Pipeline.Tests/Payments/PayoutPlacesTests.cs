using Microsoft.Extensions.Options;
using Moq;
using Prakerja.Domain;
using Prakerja.Domain.Incentives;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Payments;

/// <summary>An instruction's place in its provider's run: the pace of a minute and the limit of a day.</summary>
public sealed class PayoutPlacesTests
{
    private const string First = "completion-1";
    private const string Today = "bni-20260105";

    [Fact]
    public async Task Payouts_UnderPaceAndLimit_AreSentAtOnceAndCounted()
    {
        await using var bench = await PaymentBench.StartAsync();
        await bench.LinkManyAsync(3);
        Assert.All(bench.Partner.Paid, p => Assert.Equal(PipelineHarness.Beginning, p.At));
        Assert.Equal((new RunTotal(3, 1_800_000), 10_000_000_000), ((await bench.RunAsync(Today)).Placed, (await bench.RunAsync(Today)).Limit));
    }

    [Fact]
    public async Task Minute_Full_TheNextOnesFollowMinuteByMinute()
    {
        await using var bench = await PaymentBench.StartAsync();
        bench.PayoutOptions.PerMinute = 2;
        var ids = await bench.LinkManyAsync(5);
        var waiting = (await bench.FindAsync(ids[4])).Payouts.Single().Wait!;
        Assert.Equal((PayoutTurn.Queued, PipelineHarness.Beginning.AddMinutes(2)), (waiting.Code, waiting.Until));
        var me = (await bench.Harness.AsAsync(ids[4], "GET", "/api/me")).Json["incentives"]![0]!;
        Assert.Equal(("due", "payment-queued"), (me["state"]!.GetValue<string>(), me["reasons"]![0]!["code"]!.GetValue<string>()));

        await bench.Harness.AdvanceAsync(TimeSpan.FromMinutes(3));
        Assert.Equal([2, 2, 1], bench.Partner.Paid.GroupBy(p => p.At).OrderBy(g => g.Key).Select(g => g.Count()));
        await bench.AssertLedgerAsync();
    }

    [Fact]
    public async Task Pace_FullUntilMidnight_TheRestIsTheNextDaysRun()
    {
        await using var bench = await PaymentBench.StartAsync();
        bench.PayoutOptions.PerMinute = 1;
        await bench.Harness.AdvanceToAsync(Wib.EndOf(new(2026, 1, 5)));
        await bench.LinkManyAsync(2);
        await bench.Harness.AdvanceAsync(TimeSpan.FromMinutes(2));
        Assert.Equal([new DateOnly(2026, 1, 5), new(2026, 1, 6)], bench.Partner.Paid.Select(p => Wib.DateOf(p.At)));
        Assert.Equal((1, 1), ((await bench.RunAsync(Today)).Placed.Count, (await bench.RunAsync("bni-20260106")).Placed.Count));
    }

    [Fact]
    public async Task Places_ManyAtOnceAndEachTwice_AreCountedOnceWithinPaceAndLimit()
    {
        await using var bench = await PaymentBench.StartAsync();
        (bench.PayoutOptions.PerMinute, bench.PayoutOptions.SecondPersonAbove) = (7, 20 * 600_000);
        var runs = bench.Harness.Get<PayoutRuns>();
        var attempts = Enumerable.Range(1, 30).Select(n => new PayoutAttempt($"{n:x32}", First, 1)).ToArray();
        var payout = new Payout(First, 600_000, 1, PaymentState.Sending, bench.Harness.Now) { Provider = "bni" };
        var taken = await Task.WhenAll(attempts.Concat(attempts).Select(async a =>
        {
            await Task.Yield();
            return (a.Reference, (await runs.TakeAsync(a, payout)).Place);
        }));

        var places = taken.DistinctBy(t => t.Reference).Select(t => t.Place).ToArray();
        Assert.All(taken.GroupBy(t => t.Reference), twice => Assert.Single(twice.Select(t => t.Place).Distinct()));
        Assert.Equal([7, 7, 6], places.Where(p => p.Slot is not null).GroupBy(p => p.Slot!.Value.UtcTicks / TimeSpan.TicksPerMinute).OrderBy(g => g.Key).Select(g => g.Count()));
        Assert.Equal((new RunTotal(20, 12_000_000), new RunTotal(10, 6_000_000)), ((await bench.RunAsync(Today)).Placed, (await bench.RunAsync(Today)).Held));
    }

    [Fact]
    public async Task Places_ManyAtOnceInOneProcess_TakeTurnsAndLoseNoRace()
    {
        await using var bench = await PaymentBench.StartAsync();
        var lost = 0;
        var tables = new Mock<ITableStore>();
        tables.Setup(t => t.GetAsync(It.IsAny<string>(), It.IsAny<string>(), It.IsAny<string>(), default)).Returns(async (string table, string partition, string row, CancellationToken _) =>
        {
            var found = await bench.Harness.Tables.GetAsync(table, partition, row);
            await Task.Yield();
            return found;
        });
        tables.Setup(t => t.CommitAsync(It.IsAny<string>(), It.IsAny<string>(), It.IsAny<IReadOnlyList<TableWrite>>(), default)).Returns(
            async (string table, string partition, IReadOnlyList<TableWrite> writes, CancellationToken _) =>
            {
                var result = await bench.Harness.Tables.CommitAsync(table, partition, writes);
                Interlocked.Add(ref lost, result.Committed ? 0 : 1);
                return result;
            });
        var runs = new PayoutRuns(tables.Object, bench.Harness.Get<IOptions<PayoutOptions>>(), bench.Harness.Get<TimeProvider>());
        var payout = new Payout(First, 600_000, 1, PaymentState.Sending, bench.Harness.Now) { Provider = "bni" };
        await Task.WhenAll(Enumerable.Range(1, 50).Select(async n => await runs.TakeAsync(new PayoutAttempt($"{n:x32}", First, 1), payout)));
        Assert.Equal((0, 50), (lost, (await bench.RunAsync(Today)).Placed.Count));
    }

    [Fact]
    public async Task Registries_Away_TheParticipantSeesThatItWaitsForACheck()
    {
        await using var bench = await PaymentBench.StartAsync();
        bench.Harness.World.ExclusionsAvailable = false;
        var id = (await bench.LinkManyAsync(1))[0];
        var me = (await bench.Harness.AsAsync(id, "GET", "/api/me")).Json["incentives"]![0]!;
        Assert.Equal(("due", "payment-checking"), (me["state"]!.GetValue<string>(), me["reasons"]![0]!["code"]!.GetValue<string>()));

        bench.Harness.World.ExclusionsAvailable = true;
        await bench.ToAsync(new(2026, 1, 7));
        Assert.Equal((1, 0), (bench.Partner.Paid.Count, (await bench.RunAsync(Today)).Held.Count));
        await bench.AssertLedgerAsync();
    }

    [Theory]
    [InlineData(0, 1, null)]
    [InlineData(1, -1, null)]
    [InlineData(1, 1, "paypal")]
    public void Options_UnderWhichNothingWorks_AreRefused(int perMinute, long above, string? provider)
    {
        var options = new PayoutOptions { PerMinute = perMinute, SecondPersonAbove = above };
        if (provider is not null)
        {
            options.Providers[provider] = new();
        }

        Assert.True(new PayoutOptionsCheck().Validate(null, options).Failed);
        Assert.True(new PayoutOptionsCheck().Validate(null, new PayoutOptions()).Succeeded);
    }
}
