using Prakerja.Domain;
using Prakerja.Pipeline.Matching;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Recoveries;
using Prakerja.Pipeline.Tests.Cases;
using Prakerja.Pipeline.Tests.Matching;
using Prakerja.Pipeline.Tests.Payments;
using static Prakerja.Pipeline.Tests.Recoveries.RefundPlay;

namespace Prakerja.Pipeline.Tests.Recoveries;

/// <summary>Money given back by hand is booked once, whoever tells of it first, and its day matches when the bank shows it.</summary>
public sealed class RefundTests : IAsyncLifetime
{
    private PaymentBench bench = null!;
    private string id = "";

    public async Task InitializeAsync()
    {
        bench = await PaymentBench.StartAsync();
        id = await bench.OwedBackAsync();
    }

    public async Task DisposeAsync() => await bench.DisposeAsync();

    [Fact]
    public async Task Refund_BeforeItsLine_IsStatedByItOnce()
    {
        await bench.RefundAsync(id);
        var before = Assert.Single(await bench.RefundsAsync(id));
        Assert.Equal((Paid, Paid, null), (before.Ledger, before.Partner, before.Statement));
        for (var time = 0; time < 3; time++)
        {
            Assert.Equal([LineFate.Matched], await bench.LinesAsync(LineOf(id)));
        }

        await bench.AssertRefundedAsync(id);
    }

    [Fact]
    public async Task Line_BeforeTheRefund_IsTakenOutOfSuspenseByIt()
    {
        for (var time = 0; time < 2; time++)
        {
            Assert.Equal([LineFate.Suspense], await bench.LinesAsync(LineOf(id)));
        }

        Assert.Equal(["recovery-excess", "unmatched-line"], await bench.CaseWordsAsync());
        Assert.Equal(-Paid, await bench.BalanceAsync("suspense"));
        await bench.RefundAsync(id);
        await bench.AssertRefundedAsync(id);
        await bench.LinesAsync(LineOf(id));
        await bench.AssertRefundedAsync(id);

        var line = Assert.Single(await bench.CasesAsync("suspense", "closed"), c => (string)c!["what"]! == "unmatched-line")!;
        var decided = (await bench.Harness.Get<PayoutCases>().FindAsync(CaseKinds.Suspense, (string)line["id"]!))!.Decision!;
        Assert.Equal(("assign", "fitri", "fajar"), (decided.Proposal.Resolution, decided.Proposal.By, decided.By));
    }

    /// <summary>What the bank's clerk typed is put right by naming the recovery; nobody can name it twice.</summary>
    [Fact]
    public async Task Line_UnderAMistypedCode_IsAssignedToTheRefund()
    {
        await bench.LinesAsync(LineOf(id) with { Reference = "RCVMISTYPED" }, LineOf(id) with { Reference = "RCVMISTYPED2" });
        string[] lines = [.. (await bench.CasesAsync("suspense")).Where(c => (string)c!["what"]! == "unmatched-line").Select(c => (string)c!["id"]!)];
        var assign = new { resolution = "assign", reason = "By the receiver's name.", reference = $"{id}-1" };
        Assert.Equal(400, (await bench.ProposeAsync("suspense", lines[0], assign)).Status);
        await bench.RefundAsync(id);
        await bench.ResolveAsync("suspense", lines[0], assign);
        Assert.Equal(400, (await bench.ProposeAsync("suspense", lines[1], assign)).Status);
        await bench.ResolveAsync("suspense", lines[1], new { resolution = "error", reason = "The bank's letter." });
        await bench.AssertRefundedAsync(id);
    }

    [Theory]
    [InlineData(true, Paid - 1, "bni")]
    [InlineData(false, Paid - 1, "bni")]
    [InlineData(true, Paid + 1, "bni")]
    [InlineData(true, Paid, "ovo")]
    [InlineData(false, Paid, "ovo")]
    public async Task Line_OfAnotherAmountOrProvider_StaysACase(bool refundFirst, long amount, string provider)
    {
        await (refundFirst ? bench.RefundAsync(id) : Task.CompletedTask);
        Assert.Equal(LineFate.Suspense, await bench.Harness.Get<Statements>().ApplyAsync(LineOf(id, amount), provider));
        await (refundFirst ? Task.CompletedTask : bench.RefundAsync(id));
        await bench.Harness.RunTimerAsync("payout-cases");
        var line = (string)Assert.Single(await bench.CasesAsync("suspense"), c => (string)c!["what"]! == "unmatched-line")!["id"]!;
        Assert.Equal(400, (await bench.ProposeAsync("suspense", line, new { resolution = "assign", reason = "?", reference = $"{id}-1" })).Status);
        Assert.Null(Assert.Single(await bench.RefundsAsync(id)).Statement);
        Assert.Equal(-amount, await bench.BalanceAsync("suspense"));
    }

    [Fact]
    public async Task SecondLine_OfOneRefund_IsACase()
    {
        await bench.RefundAsync(id);
        Assert.Equal([LineFate.Matched, LineFate.Suspense], await bench.LinesAsync(LineOf(id), LineOf(id, minute: 5)));
        await bench.Harness.RunTimerAsync("payout-cases");
        Assert.Equal(["unmatched-line"], await bench.CaseWordsAsync());
        Assert.Equal(-Paid, await bench.BalanceAsync("suspense"));
    }

    [Fact]
    public async Task TwoLines_BeforeTheRefund_OneIsTakenOut()
    {
        await bench.LinesAsync(LineOf(id), LineOf(id, minute: 5));
        await bench.RefundAsync(id);
        await bench.Harness.RunTimerAsync("payout-cases");
        Assert.Equal(["unmatched-line"], await bench.CaseWordsAsync());
        Assert.Equal((-Paid, 0), (await bench.BalanceAsync("suspense"), await bench.BalanceAsync("repaid:bni")));
        Assert.Equal(Paid, Assert.Single(await bench.RefundsAsync(id)).Statement);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Day_OfARefund_ClosesOnlyWhenItsLineIsThere(bool refundFirst)
    {
        await CloseEarlierAsync();
        await (refundFirst ? bench.RefundAsync(id) : bench.LinesAsync(LineOf(id)));
        await bench.NightsAsync(Stated.AddDays(1));
        await (refundFirst ? bench.StateAsync(Stated) : Task.CompletedTask);
        var refused = await bench.ProposeCloseAsync(Stated);
        Assert.Equal((409, "day-differs"), refused.Refusal());
        Assert.Equal((refundFirst ? 1 : 0, refundFirst ? 0 : 1), ((int)refused.Json["different"]!, (int)refused.Json["inSuspense"]!));

        await (refundFirst ? bench.Harness.Get<StatementBook>().TakeAsync(new StatementPage("bni", Stated, "2", [LineOf(id)], "fitri")) : bench.RefundAsync(id));
        Assert.Equal((202, null), (await bench.ProposeCloseAsync(Stated)).Refusal());
        Assert.Equal((200, null), (await bench.ApproveCloseAsync(Stated)).Refusal());
    }

    [Fact]
    public async Task Refund_ThatNoStatementShows_IsACaseUntilOneDoes()
    {
        await bench.RefundAsync(id);
        var day = Wib.DateOf(bench.Harness.Now);
        await bench.StateAsync(day);
        await bench.NightsAsync(day.AddDays(3));
        var about = $"difference-{id}-recovery-1-excess-1";
        Assert.Contains(about, (await bench.CasesAsync("suspense")).Select(c => (string)c!["id"]!));
        await bench.LinesAsync(LineOf(id));
        await bench.NightAsync();
        Assert.DoesNotContain(about, (await bench.CasesAsync("suspense")).Select(c => (string)c!["id"]!));
    }

    /// <summary>The two payments, the repayment and the bounce are in the partner's statement of their day, and it is closed.</summary>
    private async Task CloseEarlierAsync()
    {
        var (day, now) = (Wib.DateOf(bench.Harness.Now), bench.Harness.Now);
        var first = new StatementLine(PaymentReferences.Of(id, CasePlay.First, 1), Paid, now);
        var repaid = new StatementLine(new RecoveryId(id, 1).PayCode, Paid, now) { IsCredit = true };
        StatementLine[] lines = [first, first with { Reference = PaymentReferences.Of(id, CasePlay.First, 2) }, first with { IsCredit = true }, repaid];
        await bench.Harness.Get<StatementBook>().TakeAsync(new StatementPage("bni", day, "1", lines, "bni", IsPartners: true));
        await bench.NightsAsync(Stated);
        Assert.Equal((202, null), (await bench.ProposeCloseAsync(day)).Refusal());
        Assert.Equal((200, null), (await bench.ApproveCloseAsync(day)).Refusal());
        Assert.Equal(Stated, Wib.DateOf(bench.Harness.Now));
    }
}
