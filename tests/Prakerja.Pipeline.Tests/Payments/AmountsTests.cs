using System.Text;
using System.Text.Json.Nodes;
using Prakerja.Domain.Incentives;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Tests.Harness;
using Prakerja.Pipeline.Tests.Partners;

namespace Prakerja.Pipeline.Tests.Payments;

/// <summary>Amounts that cannot be, at every door by which amounts come in: nothing of them reaches the ledger. Those of budgets and places have tests of their own.</summary>
public sealed class AmountsTests
{
    private const string First = "completion-1";

    public static TheoryData<string> Impossible { get; } =
        ["0", "-1", "-9223372036854775808", "100000000000001", "9223372036854775807", "9223372036854775808", "1e400", "600000.5", "6e5", "600000.0", "true", "\"600000\"", "null", "600000,\"currency\":\"USD\""];

    [Theory]
    [MemberData(nameof(Impossible))]
    public async Task Webhook_WithAnImpossibleAmount_IsRefused(string amount)
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await SlowAsync(bench);
        foreach (var type in new[] { "succeeded", "failed", "returned" })
        {
            var body = $$"""{"type":"disbursement.{{type}}","data":{"reference":"{{PaymentReferences.Of(id, First, 1)}}","amount":{{amount}} } }""";
            Assert.Equal(400, (await bench.Harness.Get<PaymentEvents>().ApplyAsync(Encoding.UTF8.GetBytes(body), "bni")).Status);
        }

        await AssertNothingAsync(bench, id);
    }

    [Theory]
    [MemberData(nameof(Impossible))]
    public async Task Statement_WithAnImpossibleAmount_IsRefused(string amount)
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await SlowAsync(bench);
        var reference = PaymentReferences.Of(id, First, 1);
        var json = await PostAsync(bench, "application/json", $$"""[{"reference":"{{reference}}","at":"2026-01-05T08:00:00+07:00","amount":{{amount}} }]""");
        Assert.True(json.Status == 400 || IsRefused(json), json.Text);
        var cells = amount.Replace("\"currency\":", "", StringComparison.Ordinal).Replace("\"600000\"", "600000 ribu", StringComparison.Ordinal);
        Assert.True(IsRefused(await PostAsync(bench, "text/csv", $"reference,at,amount,currency\n{reference},2026-01-05T08:00:00+07:00,{cells}\n")));
        await AssertNothingAsync(bench, id);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    [InlineData(100_000_000_000_001)]
    public async Task Reply_WithAnImpossibleAmount_IsUnknownAndAskedAgain(long amount)
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await SlowAsync(bench);
        foreach (var status in new[] { PaymentStatus.Succeeded, PaymentStatus.Failed, PaymentStatus.Accepted })
        {
            var step = await bench.Harness.Get<PayoutInquiries>().TakeAsync(new PayoutAttempt(id, First, 1), new PaymentReply(status, "t", null, amount));
            Assert.Equal(PaymentStep.Open, step);
        }

        Assert.Equal(PaymentState.Unknown, (await bench.PayoutAsync(id, First)).State);
        Assert.Equal(0, (await bench.Harness.Get<LedgerTotals>().ComputeAsync()).PaidOut);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("10000000001")]
    [InlineData("9223372036854775808")]
    [InlineData("0.5")]
    [InlineData("\"1\"")]
    public async Task Wage_ThatCannotBe_IsRefused(string wage)
    {
        await using var harness = await PipelineHarness.StartAsync();
        var id = await harness.AddVerifiedAsync(1);
        var answer = await harness.AsAsync(id, "PUT", "/api/me/declaration", JsonNode.Parse($$"""{"monthlyWage":{{wage}}}"""));
        Assert.Equal(400, answer.Status);
        Assert.NotNull(answer.Json["errors"]!["monthlyWage"]);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("3500001")]
    [InlineData("9223372036854775808")]
    [InlineData("0.5")]
    [InlineData("\"1\"")]
    public async Task Price_ThatCannotBe_IsRefused(string price)
    {
        await using var harness = (await PipelineHarness.StartAsync()).WithPartners();
        var answer = await harness.LegacyAsync(PartnerCalls.Platform, "PUT", "/api/partners/courses/JAHIT-1", $$"""{"price":{{price}}}""");
        Assert.Equal(400, answer.Status);
        Assert.NotNull(answer.Json["errors"]!["price"]);
    }

    /// <summary>Somebody whose payout is on its way.</summary>
    private static async Task<string> SlowAsync(PaymentBench bench)
    {
        bench.Partner.Behaviours[PaymentBench.Account] = Behaviour.Slow;
        var id = await bench.AddTrainedAsync();
        await bench.LinkAsync(id);
        Assert.Equal(PaymentState.Sending, (await bench.PayoutAsync(id, First)).State);
        return id;
    }

    private static async Task AssertNothingAsync(PaymentBench bench, string id)
    {
        Assert.Equal(PaymentState.Sending, (await bench.PayoutAsync(id, First)).State);
        var totals = await bench.Harness.Get<LedgerTotals>().ComputeAsync();
        Assert.Equal((0, 0), (totals.PaidOut, totals.Accounts.GetValueOrDefault("suspense").Posted));
    }

    private static bool IsRefused(Answer answer) => answer.Status == 200 && answer.Json["refused"]!.AsArray().Count == 1;

    private static Task<Answer> PostAsync(PaymentBench bench, string type, string body) => bench.Harness.SendAsync(
        "POST", "/api/admin/statements", Encoding.UTF8.GetBytes(body), TestOperators.Token(Access.Finance, "fitri"), ("Content-Type", type));
}
