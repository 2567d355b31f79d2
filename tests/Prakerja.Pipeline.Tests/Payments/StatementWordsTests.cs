using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Tests.Cases;

namespace Prakerja.Pipeline.Tests.Payments;

/// <summary>Which lines of statements are one movement, told by a person, by the bank, or by both.</summary>
public sealed class StatementWordsTests
{
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(90);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TypedLine_AndTheBanksEntryOfThatDay_AreOnePayment(bool bankFirst)
    {
        await using var bench = await PaymentBench.StartAsync();
        var typed = await LineAsync(bench);
        var entry = typed with { At = typed.At + Later, Entry = "E1" };
        await TakeAsync(bench, bankFirst ? [entry, typed, entry] : [typed, entry, typed]);
        await bench.AssertMoneyAsync(paid: 600_000);
        Assert.Empty(await bench.CasesAsync("suspense"));
    }

    [Fact]
    public async Task Entry_WithAndWithoutItsTimeOfDay_IsOnePayment()
    {
        await using var bench = await PaymentBench.StartAsync();
        var entry = await LineAsync(bench) with { Entry = "E1" };
        await TakeAsync(bench, entry, entry with { At = entry.At + Later });
        await bench.AssertMoneyAsync(paid: 600_000);
    }

    [Theory]
    [InlineData("E1", "E2")]
    [InlineData("E1", null)]
    [InlineData(null, null)]
    public async Task Payment_StatedAgainUnderAnotherEntryTimeAndOffset_IsOnePayment(string? first, string? then)
    {
        await using var bench = await PaymentBench.StartAsync();
        var line = await LineAsync(bench) with { Entry = first };
        await TakeAsync(bench, line, line with { Entry = then, At = line.At.ToOffset(TimeSpan.Zero) + Later }, line);
        await bench.AssertMoneyAsync(paid: 600_000);
        Assert.Empty(await bench.CasesAsync("suspense"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TypedLine_AndTwoEntriesOfOneStatement_AreTwoPaymentsInAnyOrder(bool typedLast)
    {
        await using var bench = await PaymentBench.StartAsync();
        var typed = await LineAsync(bench);
        IReadOnlyList<StatementLine> lines = StatementPlace.Of([typed with { Entry = "E1" }, typed with { Entry = "E2" }, typed with { Entry = "E1" }], "the bank's");
        await TakeAsync(bench, typedLast ? [.. lines, typed, .. lines] : [typed, .. lines, typed]);
        await bench.AssertMoneyAsync(paid: 1_200_000, suspense: -600_000);
        Assert.Equal("paid-twice", Assert.Single(await bench.CasesAsync("suspense"))!["what"]!.GetValue<string>());
    }

    [Fact]
    public async Task MoneyOfNobody_StatedByTwoStatements_WaitsOnce()
    {
        await using var bench = await PaymentBench.StartAsync();
        var line = new StatementLine("GIFT", 5_000, bench.Harness.Now) { IsCredit = true };
        await TakeAsync(bench, line, line with { At = line.At + Later, Entry = "E1" });
        Assert.Single(await bench.CasesAsync("suspense"));
        await TakeAsync(bench, [.. StatementPlace.Of([line, line with { Entry = "E2" }], "the bank's")]);
        Assert.Equal(2, (await bench.CasesAsync("suspense")).Count);
    }

    [Fact]
    public async Task TypedLine_AndAnEntryOfAnotherDay_AreTwoPayments()
    {
        await using var bench = await PaymentBench.StartAsync();
        var typed = await LineAsync(bench);
        await TakeAsync(bench, typed, typed with { At = typed.At.AddDays(1), Entry = "E1" });
        await bench.AssertMoneyAsync(paid: 1_200_000, suspense: -600_000);
    }

    [Fact]
    public async Task LineOfNobody_AssignedToAPaymentWithALineOfThatDay_IsASecondPayment()
    {
        await using var bench = await PaymentBench.StartAsync();
        var line = await LineAsync(bench);
        await TakeAsync(bench, line, line with { Reference = "typo" });
        await bench.ResolveAsync("suspense", await bench.OnlyCaseAsync("suspense"), new { resolution = "assign", reason = "BNI's letter.", reference = line.Reference });
        Assert.Equal("paid-twice", Assert.Single(await bench.CasesAsync("suspense"))!["what"]!.GetValue<string>());
        await bench.AssertMoneyAsync(paid: 1_200_000, suspense: -600_000);
    }

    [Theory]
    [InlineData(0, 1, 2)]
    [InlineData(2, 1, 0)]
    [InlineData(1, 2, 0)]
    public async Task Partner_WithSeveralOtherAmounts_LeavesTheEarliestInAnyOrder(int one, int two, int three)
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await bench.ToldAsync(null);
        (long Amount, DateTimeOffset At)[] told = [(700_000, bench.Harness.Now.AddSeconds(-2)), (500_000, bench.Harness.Now.AddSeconds(-2)), (400_000, bench.Harness.Now.AddSeconds(-1))];
        foreach (var (amount, at) in new[] { told[one], told[two], told[three] })
        {
            Assert.Equal(202, (await bench.TellAsync("disbursement.succeeded", id, CasePlay.First, 1, amount, at)).Status);
        }

        Assert.Equal(500_000, (await bench.Harness.Get<PaymentReferences>().FindAsync(PaymentReferences.Of(id, CasePlay.First, 1)))!.Partner!.Amount);
    }

    private static async Task<StatementLine> LineAsync(PaymentBench bench) =>
        new(PaymentReferences.Of(await bench.ToldAsync(null), CasePlay.First, 1), 600_000, bench.Harness.Now);

    private static async Task TakeAsync(PaymentBench bench, params StatementLine[] lines)
    {
        foreach (var line in lines)
        {
            await bench.Harness.Get<Statements>().ApplyAsync(line, "bni");
        }
    }
}
