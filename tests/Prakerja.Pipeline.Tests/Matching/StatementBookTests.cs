using Prakerja.Domain.Incentives;
using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Matching;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Tests.Harness;
using Prakerja.Pipeline.Tests.Payments;

namespace Prakerja.Pipeline.Tests.Matching;

public sealed class StatementBookTests
{
    private const string First = "completion-1";
    private static readonly DateOnly Day = new(2026, 1, 5);

    [Fact]
    public async Task Pages_InAnyOrder_AreCompleteOnceEveryPageIsThere()
    {
        await using var bench = await PaymentBench.StartAsync();
        var book = bench.Harness.Get<StatementBook>();
        Assert.Equal(StatementCover.None, await book.CoverAsync("bni", Day));
        await book.TakeAsync(new StatementPage("bni", Day, "S1", [], "fitri", 3, IsLast: true));
        await book.TakeAsync(new StatementPage("bni", Day, "S1", [], "fitri", 1, IsLast: false));
        Assert.Equal(StatementCover.Partial, await book.CoverAsync("bni", Day));
        await book.TakeAsync(new StatementPage("bni", Day, "S1", [], "fitri", 2, IsLast: false));
        await book.TakeAsync(new StatementPage("bni", Day, "S1", [], "fitri", 2, IsLast: false));
        Assert.Equal(StatementCover.Complete, await book.CoverAsync("bni", Day));
        Assert.Equal(3, (await book.PagesAsync("bni", Day)).Count);
        Assert.Equal(StatementCover.None, await book.CoverAsync("bni", Day.AddDays(1)));
        Assert.Equal(StatementCover.None, await book.CoverAsync("bca", Day));

        await book.TakeAsync(new StatementPage("bni", Day, "S2", [], "fitri", 1, IsLast: false));
        Assert.Equal(StatementCover.Partial, await book.CoverAsync("bni", Day));
    }

    [Fact]
    public async Task Statement_OfAnotherProvider_DoesNotProveThePayout()
    {
        await using var bench = await PaymentBench.StartAsync();
        bench.Partner.Behaviours[PaymentBench.Account] = Behaviour.Slow;
        var id = await bench.AddTrainedAsync();
        await bench.LinkAsync(id);
        var line = new StatementLine(PaymentReferences.Of(id, First, 1), 600_000, bench.Harness.Now);
        var fates = await bench.Harness.Get<StatementBook>().TakeAsync(new StatementPage("bca", Day, "S1", [line], "fitri"));
        Assert.Equal([LineFate.Suspense], fates);
        Assert.Equal(PaymentState.Sending, (await bench.PayoutAsync(id, First)).State);
        Assert.Equal(-600_000, (await bench.Harness.Get<LedgerTotals>().ComputeAsync()).Accounts[LedgerAccounts.Suspense].Posted);
    }

    [Fact]
    public async Task Credit_OfAPayout_ReversesItAndAnUnknownCreditWaitsInSuspense()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await bench.AddTrainedAsync();
        await bench.LinkAsync(id);
        var back = new StatementLine(PaymentReferences.Of(id, First, 1), 600_000, bench.Harness.Now) { IsCredit = true };
        for (var i = 0; i < 2; i++)
        {
            var fates = await bench.Harness.Get<StatementBook>().TakeAsync(new StatementPage("bni", Day, "S1", [back, back with { Reference = "gift", Amount = 7 }], "bni", IsPartners: true));
            Assert.Equal([LineFate.Matched, LineFate.Suspense], fates);
        }

        Assert.Equal(PaymentState.Failed, (await bench.PayoutAsync(id, First)).State);
        var totals = await bench.Harness.Get<LedgerTotals>().ComputeAsync();
        Assert.Equal((0, 7, -7, 0), (totals.PaidOut, totals.Accounts[LedgerAccounts.Suspense].Posted, totals.Accounts["repaid:bni"].Posted, totals.Sum));
    }

    [Fact]
    public async Task Credit_ThatOnePersonHandsIn_PaysNobodyAgainUntilThePartnerSaysSo()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await bench.AddTrainedAsync();
        await bench.LinkAsync(id);
        var back = new StatementLine(PaymentReferences.Of(id, First, 1), 600_000, bench.Harness.Now) { IsCredit = true };

        Assert.Equal([LineFate.Suspense], await bench.Harness.Get<StatementBook>().TakeAsync(new StatementPage("bni", Day, "S1", [back], "fitri")));
        await bench.Harness.AdvanceAsync(TimeSpan.FromDays(3));
        Assert.Equal((PaymentState.Paid, 1), ((await bench.PayoutAsync(id, First)).State, (await bench.PayoutAsync(id, First)).Attempt));

        Assert.Equal([LineFate.Matched], await bench.Harness.Get<StatementBook>().TakeAsync(new StatementPage("bni", Day, "S2", [back], "bni", IsPartners: true)));
        Assert.Equal(PaymentState.Failed, (await bench.PayoutAsync(id, First)).State);
    }

    [Fact]
    public async Task EqualLines_WithEntriesOfTheirOwn_AreAsManyPayments()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await bench.AddTrainedAsync();
        await bench.LinkAsync(id);
        StatementLine[] lines = [.. Enumerable.Range(1, 3).Select(n => new StatementLine(PaymentReferences.Of(id, First, 1), 600_000, bench.Harness.Now) { Entry = $"E{n}" })];
        foreach (var line in StatementPlace.Of([.. lines, .. lines.Reverse()]))
        {
            await bench.Harness.Get<Statements>().ApplyAsync(line, "bni");
        }

        var totals = await bench.Harness.Get<LedgerTotals>().ComputeAsync();
        Assert.Equal((-1_200_000, 1_800_000), (totals.Accounts[LedgerAccounts.Suspense].Posted, totals.PaidOut));
    }

    [Theory]
    [InlineData("provider=bni", "day")]
    [InlineData("provider=bri&day=2026-01-05", "provider")]
    [InlineData("provider=bni&day=2026-01-06", "day")]
    [InlineData("provider=bni&day=2026-01-05&page=0", "page")]
    [InlineData("provider=bni&day=2026-01-05&last=no", "last")]
    [InlineData("provider=bni&day=2026-01-05&statement=", "statement")]
    public async Task Upload_WithAWrongHeader_IsRefused(string query, string field)
    {
        await using var harness = await PipelineHarness.StartAsync();
        var answer = await harness.AsStaffAsync(Access.Finance, "fitri", "POST", $"/api/admin/statements?{query}", Array.Empty<int>());
        Assert.Equal(400, answer.Status);
        Assert.NotNull(answer.Json["errors"]![field]);
    }

    [Fact]
    public async Task Upload_WithARefusedLine_AppliesTheOthersButDoesNotMakeTheDayComplete()
    {
        await using var bench = await PaymentBench.StartAsync();
        object good = new { reference = "nobody", amount = 7, at = bench.Harness.Now }, bad = new { reference = "nobody", amount = -7, at = bench.Harness.Now };
        const string path = "/api/admin/statements?provider=bni&day=2026-01-05";
        var answer = await bench.Harness.AsStaffAsync(Access.Finance, "fitri", "POST", path, new[] { good, bad });
        Assert.Equal((1, 2), (answer.Json["suspense"]!.GetValue<int>(), answer.Json["refused"]![0]!["line"]!.GetValue<int>()));
        Assert.Equal(StatementCover.None, await bench.Harness.Get<StatementBook>().CoverAsync("bni", Day));

        await bench.Harness.AsStaffAsync(Access.Finance, "fitri", "POST", path, new[] { good });
        var page = Assert.Single(await bench.Harness.Get<StatementBook>().PagesAsync("bni", Day));
        Assert.Equal(("fitri", 1, 7), (page.SentBy, page.Lines, page.Debits));
        Assert.Equal(StatementCover.Complete, await bench.Harness.Get<StatementBook>().CoverAsync("bni", Day));
    }
}
