using Prakerja.Domain;
using Prakerja.Domain.Incentives;
using Prakerja.Pipeline.Tests.Cases;
using Prakerja.Pipeline.Tests.Payments;
using static Prakerja.Pipeline.Tests.Matching.MatchingPlay;

namespace Prakerja.Pipeline.Tests.Matching;

/// <summary>What two people accepted is settled, and nothing beside it.</summary>
public sealed class AcceptedDifferencesTests
{
    [Fact]
    public async Task MissingStatement_Accepted_SettlesEveryPaymentItWouldHaveShown()
    {
        await using var bench = await PaymentBench.StartAsync();
        var ids = new[] { await bench.AddTrainedAsync(1), await bench.AddTrainedAsync(2) };
        await bench.LinkAsync(ids[0]);
        await bench.LinkAsync(ids[1], "222222222");
        await bench.NightsAsync(Day.AddDays(3));
        await bench.ResolveAsync("suspense", await bench.OnlyCaseAsync("suspense"), new { resolution = "accept", reason = "BNI lost the day; its letter confirms the sum." });

        Assert.Equal(202, (await bench.ProposeCloseAsync(Day)).Status);
        await bench.NightsAsync(Day.AddDays(5));
        Assert.Empty(await bench.CasesAsync("suspense"));
        Assert.Equal((2, 0), (await SettledAsync(bench, Day)));
        Assert.Equal(200, (await bench.ApproveCloseAsync(Day)).Status);
    }

    [Fact]
    public async Task MissingStatement_AcceptedAndThenThereWithoutAPayment_MakesThatOneADifference()
    {
        await using var bench = await PaymentBench.StartAsync();
        await bench.ToldAsync(null, Behaviour.Pay);
        await bench.NightsAsync(Day.AddDays(3));
        await bench.ResolveAsync("suspense", await bench.OnlyCaseAsync("suspense"), new { resolution = "accept", reason = "BNI lost the day." });
        Assert.Equal((1, 0), await SettledAsync(bench, Day));
        await bench.StateAsync(Day);
        Assert.Equal((0, 1), await SettledAsync(bench, Day));
        Assert.Equal(409, (await bench.ProposeCloseAsync(Day)).Status);
        Assert.Equal("difference", Assert.Single(await bench.CasesAsync("suspense"))!["what"]!.GetValue<string>());
    }

    [Fact]
    public async Task Payment_AcceptedAndLaterReturned_ItsReturnIsADifferenceOfItsOwn()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await bench.ToldAsync(null, Behaviour.NoReplyButPaid);
        await bench.StateAsync(Day, LineOf(id, bench.Partner.Paid[0].At));
        await bench.NightsAsync(Day.AddDays(2));
        await bench.ResolveAsync("suspense", await bench.OnlyCaseAsync("suspense"), new { resolution = "accept", reason = "The statement proves it." });
        await AssertReturnDiffersAsync(bench, id);
        Assert.Equal((0, 0), await SettledAsync(bench, Day));
    }

    [Fact]
    public async Task Unknown_EndedAsPaidAndLaterReturned_ItsReturnIsADifferenceOfItsOwn()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await bench.ToldAsync(null, Behaviour.NoReply);
        await bench.NightsAsync(Day.AddDays(3));
        await bench.ResolveAsync("unknown", await bench.OnlyCaseAsync("unknown"), new { resolution = "paid", reason = "BNI's letter of today." });
        Assert.Equal(PaymentState.Paid, (await bench.PayoutAsync(id, CasePlay.First)).State);
        await AssertReturnDiffersAsync(bench, id);
    }

    /// <summary>The partner says that it came back, and the bank's whole statement shows no credit: not settled before two people say so of the return.</summary>
    private static async Task AssertReturnDiffersAsync(PaymentBench bench, string id)
    {
        var day = Wib.DateOf(bench.Harness.Now);
        await bench.TellAsync("disbursement.returned", id, CasePlay.First, 1, 600_000);
        await bench.StateAsync(day);
        var before = await SettledAsync(bench, day);
        Assert.Equal(1, before.Different);
        await bench.NightsAsync(day.AddDays(2));
        var about = Assert.Single(await bench.CasesAsync("suspense"), c => c!["id"]!.GetValue<string>().EndsWith("-returned", StringComparison.Ordinal))!["id"]!.GetValue<string>();
        await bench.ResolveAsync("suspense", about, new { resolution = "accept", reason = "Credited to the reserve account." });
        Assert.Equal((before.Settled + 1, 0), await SettledAsync(bench, day));
    }

    private static async Task<(int Settled, int Different)> SettledAsync(PaymentBench bench, DateOnly day)
    {
        var view = await bench.DayAsync(day);
        return (view["settled"]!.GetValue<int>(), view["different"]!.GetValue<int>());
    }
}
