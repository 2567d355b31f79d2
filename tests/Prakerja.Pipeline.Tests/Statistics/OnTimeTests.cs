using Prakerja.Domain;
using Prakerja.Pipeline.Statistics;
using Prakerja.Pipeline.Tests.Cases;
using Prakerja.Pipeline.Tests.Harness;
using Prakerja.Pipeline.Tests.Payments;

namespace Prakerja.Pipeline.Tests.Statistics;

public sealed class OnTimeTests
{
    [Theory]
    [InlineData(50, 2)]
    [InlineData(95, 9)]
    [InlineData(90, 3)]
    [InlineData(100, 9)]
    public void Percentile_OfAHistogram_IsTheNearestRank(int percent, long days) =>
        Assert.Equal(days, OnTime.Percentile(new Dictionary<int, long> { [9] = 1, [1] = 3, [2] = 3, [3] = 3 }, percent));

    [Fact]
    public async Task Payments_OfAMonth_ArePublishedByMonthAndSchemeOnceTheyAreTen()
    {
        await using var bench = await PaymentBench.StartAsync();
        for (var person = 1; person <= 9; person++)
        {
            var id = await bench.AddTrainedAsync(person);
            await bench.LinkAsync(id, $"10000000{person:D2}");
        }

        var slow = await bench.AddTrainedAsync(10);
        Assert.Equal((null, null), await MonthAsync(bench));

        await bench.ToAsync(Wib.DateOf(bench.Harness.Now).AddDays(3));
        await bench.LinkAsync(slow, "1000000010");
        Assert.Equal((0L, 3L), await MonthAsync(bench));
        var item = (await bench.Harness.SendAsync("GET", "/api/public/statistics?by=onTime")).Json;
        Assert.Equal(10, (long)item["items"]![0]!["counts"]!["payments"]!);
        Assert.Equal(0, (long)item["items"]![0]!["counts"]!["p95DaysSinceDue"]!);
        Assert.NotNull(item["definitions"]!["p95Days"]);

        var csv = await bench.Harness.SendAsync("GET", "/api/public/statistics?by=onTime", null, null, ("Accept", "text/csv"));
        Assert.Equal("onTime,payments,medianDays,p95Days,medianDaysSinceDue,p95DaysSinceDue\r\n2026-01/normal,10,0,3,0,0\r\n", csv.Text);
    }

    [Fact]
    public async Task Payment_ThatCameBackAndIsMadeAgain_CountsOnce()
    {
        await using var bench = await PaymentBench.StartAsync();
        for (var person = 1; person <= 10; person++)
        {
            await bench.LinkAsync(await bench.AddTrainedAsync(person), $"10000000{person:D2}");
        }

        await bench.TellAsync("disbursement.returned", People.IdOf(1), "completion-1", 1, 600_000);
        await bench.ToAsync(Wib.DateOf(bench.Harness.Now).AddDays(3));
        Assert.Equal(11, bench.Partner.Paid.Count);
        Assert.Equal((0L, 0L), await MonthAsync(bench));
    }

    [Fact]
    public async Task Payment_OfAnotherAmountThatTwoPeopleSettled_Counts()
    {
        await using var bench = await PaymentBench.StartAsync();
        await bench.ToldAsync(700_000);
        for (var person = 2; person <= 10; person++)
        {
            await bench.LinkAsync(await bench.AddTrainedAsync(person), $"10000000{person:D2}");
        }

        Assert.Equal((null, null), await MonthAsync(bench));
        await bench.ResolveAsync("suspense", await bench.OnlyCaseAsync("suspense"), new { resolution = "settle", reason = "The bank's letter." });
        Assert.Equal((0L, 0L), await MonthAsync(bench));
    }

    private static async Task<(long? Median, long? P95)> MonthAsync(PaymentBench bench)
    {
        await bench.Harness.AdvanceAsync(TimeSpan.FromMinutes(2));
        var counts = Assert.Single((await bench.Harness.SendAsync("GET", "/api/public/statistics?by=onTime")).Json["items"]!.AsArray())!;
        Assert.Equal("2026-01/normal", (string)counts["value"]!);
        return ((long?)counts["counts"]!["medianDays"], (long?)counts["counts"]!["p95Days"]);
    }
}
