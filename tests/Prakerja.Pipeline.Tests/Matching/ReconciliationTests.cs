using Prakerja.Domain;
using Prakerja.Domain.Incentives;
using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Matching;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Tests.Cases;
using Prakerja.Pipeline.Tests.Payments;
using static Prakerja.Pipeline.Tests.Matching.MatchingPlay;

namespace Prakerja.Pipeline.Tests.Matching;

public sealed class ReconciliationTests
{
    [Fact]
    public async Task Payment_AroundMidnight_IsNoDifference()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await bench.ToldAsync(null);
        var paid = Wib.StartOf(Day.AddDays(1)).AddMinutes(-1);
        await bench.Harness.AdvanceToAsync(paid.AddMinutes(2));
        await bench.TellAsync("disbursement.succeeded", id, CasePlay.First, 1, 600_000, paid);
        await bench.StateAsync(Day, LineOf(id, paid));
        await bench.StateAsync(Day.AddDays(1));

        var only = Assert.Single(await bench.DaysAsync())!;
        Assert.Equal(("2026-01-06", 1, 0, true), (only["day"]!.GetValue<string>(), only.Count("matched"), only["different"]!.GetValue<int>(), only["matches"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task Payment_MissingInAWholeStatement_BecomesACaseAfterADayAndEndsByItself()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await bench.ToldAsync(null, Behaviour.Pay);
        await bench.StateAsync(Day);
        await bench.NightsAsync(Day.AddDays(1));
        Assert.Empty(await bench.CasesAsync("suspense"));
        Assert.Equal(1, (await bench.DayAsync(Day))["different"]!.GetValue<int>());

        await bench.NightsAsync(Day.AddDays(2));
        await bench.NightAsync();
        var about = await bench.OnlyCaseAsync("suspense");
        var difference = (await bench.DayAsync(Day))["differences"]![0]!;
        Assert.Equal((about, 600_000, id), (difference["case"]!.GetValue<string>(), difference["ledger"]!.GetValue<long>(), difference["participantId"]!.GetValue<string>()));
        Assert.Null(difference["statement"]);

        await bench.StateAsync(Day.AddDays(1), LineOf(id, bench.Partner.Paid[0].At.AddDays(1)));
        await bench.Harness.RunTimerAsync("payout-cases");
        Assert.Empty(await bench.CasesAsync("suspense"));
        Assert.True((await bench.DayAsync(Day))["matches"]!.GetValue<bool>());
    }

    [Fact]
    public async Task MissingStatement_IsOneCaseForItsDayAndEndsByItself()
    {
        await using var bench = await PaymentBench.StartAsync();
        var ids = new[] { await bench.AddTrainedAsync(1), await bench.AddTrainedAsync(2) };
        await bench.LinkAsync(ids[0]);
        await bench.LinkAsync(ids[1], "222222222");
        await bench.NightsAsync(Day.AddDays(4));
        var only = Assert.Single(await bench.CasesAsync("suspense"))!;
        Assert.Equal(("statement-missing", "statement-missing-bni-2026-01-05", 1_200_000), (only["what"]!.GetValue<string>(), only["id"]!.GetValue<string>(), only["amount"]!.GetValue<long>()));
        await bench.StateAsync(Day, [.. ids.Select(id => LineOf(id, bench.Partner.Paid[0].At))]);
        await bench.Harness.RunTimerAsync("payout-cases");
        Assert.Empty(await bench.CasesAsync("suspense"));
    }

    [Fact]
    public async Task SilentPartner_WithAStatementThatShowsIt_DiffersUntilTwoPeopleAcceptIt()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await bench.ToldAsync(null, Behaviour.NoReplyButPaid);
        await bench.StateAsync(Day, LineOf(id, bench.Partner.Paid[0].At));
        Assert.Equal(PaymentState.Paid, (await bench.PayoutAsync(id, CasePlay.First)).State);
        await bench.NightsAsync(Day.AddDays(2));
        var about = await bench.OnlyCaseAsync("suspense");
        Assert.Equal((409, "day-differs"), (await bench.ProposeCloseAsync(Day)).Refusal());
        await bench.ResolveAsync("suspense", about, new { resolution = "accept", reason = "The statement proves it." });
        var day = await bench.DayAsync(Day);
        Assert.Equal((1, 0, true), (day["settled"]!.GetValue<int>(), day["different"]!.GetValue<int>(), day["matches"]!.GetValue<bool>()));
        await bench.AssertLedgerAsync();
    }

    [Fact]
    public async Task Word_ThatACrashKeptFromTheLedger_IsToldToItAtNight()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await bench.ToldAsync(null);
        var reference = PaymentReferences.Of(id, CasePlay.First, 1);
        bench.Harness.Tables.CrashAt(4, false);
        var told = bench.TellAsync("disbursement.succeeded", id, CasePlay.First, 1, 600_000);
        Assert.NotSame(told, await Task.WhenAny(told, bench.Harness.Tables.Crashed));
        await bench.Harness.RestartAsync();
        Assert.Equal("succeeded", (await bench.Harness.Get<PaymentReferences>().FindAsync(reference))!.Partner!.What);
        Assert.Equal(PaymentState.Sending, (await bench.PayoutAsync(id, CasePlay.First)).State);
        Assert.Null((await bench.DayAsync(Day))["differences"]![0]!["ledger"]);

        await bench.Harness.Get<DayMatching>().RunAsync(Day);
        await bench.Harness.SettleAsync();
        Assert.Equal(PaymentState.Paid, (await bench.PayoutAsync(id, CasePlay.First)).State);
        Assert.Equal(1, (await bench.DayAsync(Day)).Count("ledger"));
    }

    [Fact]
    public async Task Suspense_OfADay_KeepsItOpenUntilTwoPeopleDecide()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await bench.ToldAsync(900_000);
        await bench.StateAsync(Day, LineOf(id, bench.Harness.Now, 900_000));
        await bench.NightsAsync(Day.AddDays(2));
        var refused = await bench.ProposeCloseAsync(Day);
        Assert.Equal((409, 1, 0), (refused.Status, refused.Json["inSuspense"]!.GetValue<int>(), refused.Json["different"]!.GetValue<int>()));
        await bench.ResolveAsync("suspense", await bench.OnlyCaseAsync("suspense"), new { resolution = "settle", reason = "The bank's letter." });
        Assert.Equal(202, (await bench.ProposeCloseAsync(Day)).Status);
    }

    [Fact]
    public async Task Returned_WithBothLines_IsMatchedOnBothDays()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await bench.ToldAsync(null, Behaviour.Pay);
        var line = LineOf(id, bench.Partner.Paid[0].At);
        await bench.StateAsync(Day, line);
        await bench.NightsAsync(Day.AddDays(1));
        await bench.TellAsync("disbursement.returned", id, CasePlay.First, 1, 600_000);
        await bench.StateAsync(Day.AddDays(1), line with { At = bench.Harness.Now, IsCredit = true });
        var (paid, back) = (await bench.DayAsync(Day), await bench.DayAsync(Day.AddDays(1)));
        Assert.Equal((1, true), (paid.Count("matched"), paid["matches"]!.GetValue<bool>()));
        Assert.Equal((0, 1, true), (back.Count("matched"), back["returns"]!.Count("matched"), back["matches"]!.GetValue<bool>()));
    }

    [Fact]
    public async Task Run_AfterAMonthAway_DoesEveryDayOnceAndTheNextOneOnlyWhatIsNew()
    {
        await using var bench = await PaymentBench.StartAsync();
        await bench.ToldAsync(null, Behaviour.Pay);
        await bench.Harness.AdvanceToAsync(Wib.StartOf(Day.AddDays(40)).AddHours(3));
        await bench.NightAsync();
        var days = bench.Harness.Get<DayStore>();
        Assert.Equal((41, Day.AddDays(39)), ((await days.FindAsync(Day.AddDays(-1), Day.AddDays(40))).Count, (await days.DoneUntilAsync())!.Value));
        await bench.Harness.AdvanceToAsync(Wib.StartOf(Day.AddDays(41)).AddHours(3));
        var plan = await bench.Harness.Get<ReconciliationPlanning>().RunAsync(new ReconciliationRun(Day.AddDays(40)), CancellationToken.None);
        Assert.Equal([Day.AddDays(39), Day.AddDays(40)], plan.Days);
        Assert.Equal(41, (await days.FindAsync(Day.AddDays(-1), Day.AddDays(40))).Count);
    }

    /// <summary>Every word of partner and statements about four payments, repeated and shuffled: the same balances, states and open cases.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Statements_AnyNumberOfTimesInAnyOrder_EndTheSame(int seed)
    {
        Assert.Equal(await EndAsync(null), await EndAsync(new Random(seed)));
    }

    private static async Task<string> EndAsync(Random? random)
    {
        await using var bench = await PaymentBench.StartAsync();
        var ids = new List<string>();
        for (var number = 1; number <= 4; number++)
        {
            bench.Partner.Behaviours[$"{number}00000000"] = Behaviour.Slow;
            ids.Add(await bench.AddTrainedAsync(number));
            await bench.LinkAsync(ids[^1], $"{number}00000000");
        }

        var at = bench.Harness.Now;
        var once = LineOf(ids[1], at);
        Func<Task>[] words =
        [
            () => bench.StateAsync(Day, LineOf(ids[0], at), once, once with { Entry = "2" }),
            () => bench.StateAsync(Day, LineOf(ids[2], at, 100_000), new StatementLine("nobody", 7, at)),
            () => bench.StateAsync(Day.AddDays(-1), once with { Entry = "3" }, LineOf(ids[3], at)),
            () => bench.StateAsync(Day.AddDays(1), LineOf(ids[3], at.AddMinutes(5)) with { IsCredit = true }),
            () => bench.TellAsync("disbursement.succeeded", ids[0], CasePlay.First, 1, 600_000, at),
            () => bench.TellAsync("disbursement.succeeded", ids[2], CasePlay.First, 1, 100_000, at),
        ];
        var told = random is null ? words : [.. words.Concat(words).Concat(words).OrderBy(_ => random.Next())];
        foreach (var word in told)
        {
            await word();
        }

        var totals = await bench.Harness.Get<LedgerTotals>().ComputeAsync();
        var payouts = await Task.WhenAll(ids.Select(async id => $"{(await bench.PayoutAsync(id, CasePlay.First)).State}"));
        var cases = (await bench.CasesAsync("suspense")).Select(c => $"{c!["what"]} {c["amount"]}").Order(StringComparer.Ordinal);
        Assert.Equal(0, totals.Sum);
        return string.Join('\n', totals.Accounts.Select(a => $"{a.Key} {a.Value.Posted}").Concat(payouts).Concat(cases));
    }
}
