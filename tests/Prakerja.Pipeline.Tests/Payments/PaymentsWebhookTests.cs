using System.Text;
using Prakerja.Domain.Incentives;
using Prakerja.Pipeline.Partners;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Payments;

public sealed class PaymentsWebhookTests
{
    private const string Secret = "whsec_c2VjcmV0";

    [Theory]
    [InlineData("bni", PartnerKind.Payment, 202, AccountState.Verified)]
    [InlineData("bca", PartnerKind.Payment, 403, AccountState.Checking)]
    [InlineData("bni", PartnerKind.Platform, 403, AccountState.Checking)]
    public async Task Webhook_Signed_IsTakenFromTheAccountsProviderOnly(string partner, PartnerKind kind, int status, AccountState state)
    {
        await using var bench = await PaymentBench.StartAsync();
        bench.Harness.Partners.All.Add(new Partner(partner, kind, partner) { WebhookSecrets = [new PartnerSecret(Secret)] });
        var id = await CheckingAsync(bench);
        var answer = await SendAsync(bench, partner, (await bench.FindAsync(id)).Account!.Reference, Secret);
        Assert.Equal((status, state), (answer.Status, (await bench.FindAsync(id)).Account!.State));
    }

    [Fact]
    public async Task Webhook_SignedWithAnotherSecret_Is401()
    {
        await using var bench = await PaymentBench.StartAsync();
        bench.Harness.Partners.All.Add(new Partner("bni", PartnerKind.Payment, "bni") { WebhookSecrets = [new PartnerSecret(Secret)] });
        var id = await CheckingAsync(bench);
        var answer = await SendAsync(bench, "bni", (await bench.FindAsync(id)).Account!.Reference, "whsec_b3RoZXI=");
        Assert.Equal((401, AccountState.Checking), (answer.Status, (await bench.FindAsync(id)).Account!.State));
    }

    private static async Task<string> CheckingAsync(PaymentBench bench)
    {
        var id = await bench.Harness.AddVerifiedAsync(1);
        await bench.Harness.AsAsync(id, "PUT", "/api/me/payment-account", new { provider = "bni", account = PaymentBench.Account });
        await bench.Harness.SettleAsync();
        return id;
    }

    private static async Task<Answer> SendAsync(PaymentBench bench, string clientCode, string reference, string secret)
    {
        var body = Encoding.UTF8.GetBytes($"{{\"type\":\"account.verified\",\"data\":{{\"reference\":\"{reference}\"}}}}");
        var timestamp = $"{bench.Harness.Now.ToUnixTimeSeconds()}";
        var answer = await bench.Harness.SendAsync("POST", "/api/webhooks/payments", body, null,
            ("Content-Type", "application/json"), ("client_code", clientCode), ("webhook-id", "m1"), ("webhook-timestamp", timestamp),
            ("webhook-signature", StandardWebhook.Of(secret, "m1", timestamp, body)));
        await bench.Harness.SettleAsync();
        return answer;
    }
}
