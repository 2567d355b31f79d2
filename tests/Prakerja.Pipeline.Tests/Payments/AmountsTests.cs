using System.Text;
using Prakerja.Domain.Incentives;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Partners;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Tests.Amounts;
using Prakerja.Pipeline.Tests.Harness;
using Prakerja.Pipeline.Tests.Partners;

namespace Prakerja.Pipeline.Tests.Payments;

/// <summary>Amounts that cannot be, at every door by which amounts come in: nothing of them reaches the ledger. Those that people and platforms enter, and those of files, are in Amounts.</summary>
public sealed class AmountsTests
{
    private const string First = "completion-1";

    [Fact]
    public async Task Webhook_WithAnImpossibleAmount_IsRefusedByName()
    {
        await using var bench = await PaymentBench.StartAsync();
        bench.Harness.Partners.All.Add(new Partner("bni", PartnerKind.Payment, "bni-client") { WebhookSecrets = [new PartnerSecret(PartnerCalls.Secret)] });
        var id = await SlowAsync(bench);
        var wrong = new List<string>();
        foreach (var (type, amount) in Extremes.Json.Append("600000,\"currency\":\"USD\"").Append("600000,\"currency\":\"idr\"").Append("600000,\"currency\":\"\"").SelectMany(a => new[] { "succeeded", "failed", "returned" }.Select(t => (t, a))))
        {
            var body = Encoding.UTF8.GetBytes($$"""{"type":"disbursement.{{type}}","data":{"reference":"{{PaymentReferences.Of(id, First, 1)}}","amount":{{amount}} } }""");
            var time = PartnerCalls.Unix(bench.Harness.Now);
            var answer = await bench.Harness.SendAsync("POST", "/api/webhooks/payments", body, null,
                ("client_code", "bni-client"), ("webhook-id", "m"), ("webhook-timestamp", time), ("webhook-signature", StandardWebhook.Of(PartnerCalls.Secret, "m", time, body)));
            if (!Extremes.Names(answer, amount.Contains("currency", StringComparison.Ordinal) ? "data.currency" : "data.amount", amount))
            {
                wrong.Add($"{type} {amount}: {answer.Status} {answer.Text}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        await AssertNothingAsync(bench, id);
    }

    [Fact]
    public async Task Statement_WithAnImpossibleAmount_IsRefusedByNameOrLine()
    {
        await using var bench = await PaymentBench.StartAsync();
        var id = await SlowAsync(bench);
        var reference = PaymentReferences.Of(id, First, 1);
        var wrong = new List<string>();
        foreach (var amount in Extremes.Json.Append("600000,\"currency\":\"USD\""))
        {
            var json = await PostAsync(bench, "application/json", $$"""[{"reference":"{{reference}}","at":"2026-01-05T08:00:00+07:00","amount":{{amount}} }]""");
            if (!Extremes.Names(json, "[0].amount", amount) && !IsRefused(json))
            {
                wrong.Add($"{amount}: {json.Status} {json.Text}");
            }
        }

        foreach (var amount in Extremes.Text.Append("600000,USD").Append("600000,idr"))
        {
            var csv = await PostAsync(bench, "text/csv", $"reference,at,amount,currency\n{reference},2026-01-05T08:00:00+07:00,{amount}\n");
            if (!IsRefused(csv))
            {
                wrong.Add($"csv {amount}: {csv.Status} {csv.Text}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
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
