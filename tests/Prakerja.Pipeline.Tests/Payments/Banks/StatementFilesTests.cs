using Prakerja.Domain.Incentives;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Matching;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Payments.Banks;

public sealed class StatementFilesTests
{
    private const long Before = 1_000_000_000;
    private static readonly DateOnly Day = new(2026, 1, 5);

    [Fact]
    public async Task Statement_WithAPayoutWithoutAnyReport_PostsItByItself()
    {
        await using var bench = await BankBench.StartAsync();
        var (id, reference) = await bench.FiledAsync();

        Assert.Equal(202, (await bench.SendAsync(BankSamples.Statement(Before, Before - 600_000, 1, true, (reference, "600000.00", true, null)))).Status);

        Assert.Equal(PaymentState.Paid, (await bench.Payments.PayoutAsync(id, "completion-1")).State);
        Assert.Equal(StatementCover.Complete, await bench.Harness.Get<StatementBook>().CoverAsync("bni", Day));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Statement_InPagesInAnyOrderAndTwice_EndsTheSame(bool backwards)
    {
        await using var bench = await BankBench.StartAsync();
        var (id, reference) = await bench.FiledAsync();
        byte[][] pages =
        [
            BankSamples.Statement(Before, Before - 600_000, 1, false, (reference, "600000", true, null)),
            BankSamples.Statement(Before - 600_000, Before, 2, true, (reference, "600000", false, "AC04")),
        ];
        foreach (var page in backwards ? [pages[1], pages[0], pages[1]] : (byte[][])[pages[0], pages[1], pages[0]])
        {
            Assert.Equal(202, (await bench.SendAsync(page)).Status);
        }

        var payout = await bench.Payments.PayoutAsync(id, "completion-1");
        Assert.Equal((PaymentState.Failed, "account-inactive"), (payout.State, payout.Reason));
        var totals = await bench.Harness.Get<LedgerTotals>().ComputeAsync();
        Assert.Equal((0, 0), (totals.Sum, totals.PaidOut));
        Assert.Equal(StatementCover.Complete, await bench.Harness.Get<StatementBook>().CoverAsync("bni", Day));
    }

    [Fact]
    public async Task Statement_WithAReceiptOfNobodys_PutsItIntoSuspense()
    {
        await using var bench = await BankBench.StartAsync();
        await bench.SendAsync(BankSamples.Statement(Before, Before + 5000, 1, true, ("GIFT-1", "5000", false, null)));
        var totals = await bench.Harness.Get<LedgerTotals>().ComputeAsync();
        Assert.Equal((0, 1), (totals.Sum, await bench.OpenCasesAsync(CaseKinds.Suspense)));
    }

    [Theory]
    [InlineData("600000.50", "Ntry/Amt")]
    [InlineData("0", "Ntry/Amt")]
    [InlineData("-5", "Amt")]
    [InlineData("999999999999999999", "Ntry/Amt")]
    [InlineData("600001", "Stmt/Bal")]
    public async Task Statement_WithAnImpossibleAmountOrBalance_IsRefusedWithTheElement(string amount, string element)
    {
        await using var bench = await BankBench.StartAsync();
        var answer = await bench.SendAsync(BankSamples.Statement(Before, Before - 600_000, 1, true, ("r", amount, true, null)));
        Assert.Equal((422, "bad-file"), (answer.Status, answer.Problem));
        Assert.Contains(element, answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Statement_InAnotherCurrency_IsRefused()
    {
        await using var bench = await BankBench.StartAsync();
        var statement = BankSamples.Statement(Before, Before - 600_000, 1, true, ("r", "600000", true, null));
        var dollars = System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(statement).Replace("<Ntry><Amt Ccy=\"IDR\">", "<Ntry><Amt Ccy=\"USD\">", StringComparison.Ordinal));
        Assert.Equal(422, (await bench.SendAsync(dollars)).Status);
    }

    [Fact]
    public async Task Statement_HandedInByStaff_PostsTheSame()
    {
        await using var bench = await BankBench.StartAsync();
        var (id, reference) = await bench.FiledAsync();
        var statement = BankSamples.Statement(Before, Before - 600_000, 1, true, (reference, "600000", true, null));
        var token = TestOperators.Token(Access.Finance, "finance-1");
        Task<Answer> PostAsync(string query) => bench.Harness.SendAsync("POST", $"/api/admin/statements{query}", statement, token, ("Content-Type", "application/xml"));

        Assert.Equal(400, (await PostAsync("")).Status);
        var answer = await PostAsync("?provider=bni");

        Assert.Equal((200, 1), (answer.Status, answer.Json["matched"]!.GetValue<int>()));
        Assert.Equal(PaymentState.Paid, (await bench.Payments.PayoutAsync(id, "completion-1")).State);
        Assert.Equal(StatementCover.Complete, await bench.Harness.Get<StatementBook>().CoverAsync("bni", Day));
    }

    [Fact]
    public async Task Lines_OfAWallet_PostPayoutsAndMakeTheDayComplete()
    {
        await using var bench = await BankBench.StartAsync();
        var (id, reference) = await bench.FiledAsync();
        var lines = System.Text.Encoding.UTF8.GetBytes(
            $"{{\"statement\":\"S1\",\"day\":\"2026-01-05\"}}\n{{\"reference\":\"{reference}\",\"amount\":600000,\"at\":\"2026-01-05T08:00:00+07:00\",\"direction\":\"debit\"}}\n");

        Assert.Equal(202, (await bench.SendAsync(lines, "application/x-ndjson", "statements")).Status);
        Assert.Equal(422, (await bench.SendAsync("{\"reference\":\"x\"}"u8.ToArray(), "application/x-ndjson", "statements")).Status);

        Assert.Equal(PaymentState.Paid, (await bench.Payments.PayoutAsync(id, "completion-1")).State);
        Assert.Equal(StatementCover.Complete, await bench.Harness.Get<StatementBook>().CoverAsync("bni", Day));
    }
}
