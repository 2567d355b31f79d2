using Prakerja.Contracts.Outside;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Tests.Gateways;

public sealed class HttpPaymentPartnerTests : PaymentPartnerContract
{
    private static readonly PaymentInstruction Instruction = new("r1", "bni", "incentive", "participant-1", "0812345678", 600_000);

    protected override async Task<IPaymentBench> OpenAsync() => await PaymentService.StartAsync();

    [Theory]
    [InlineData(500, "")]
    [InlineData(503, """{"reference":"r1","status":"failed"}""")]
    [InlineData(429, "")]
    [InlineData(400, """{"reference":"r1","status":"failed"}""")]
    [InlineData(404, """{"reference":"r1","status":"notFound"}""")]
    [InlineData(307, "")]
    [InlineData(200, "")]
    [InlineData(200, "null")]
    [InlineData(200, "<html>busy</html>")]
    [InlineData(200, """{"reference":"r1"}""")]
    [InlineData(200, """{"reference":"r1","status":"perhaps"}""")]
    [InlineData(200, """{"reference":"r2","status":"failed"}""")]
    [InlineData(200, """{"status":"failed"}""")]
    [InlineData(200, """{"reference":"r1","status":"failed","status":"succeeded"}""")]
    [InlineData(200, """{"reference":"r1","status":"notFound"}""")]
    [InlineData(200, """{"reference":"r1","status":"succeeded","amount":600000.5}""")]
    public async Task Pay_AnyAnswerButAClearOne_IsUnknownAndNeverSentAgain(int status, string body)
    {
        await using var bench = await GatewayBench.StartAsync();
        bench.Service.Handler = (http, _) =>
        {
            http.Response.Headers.Location = "/api/instructions";
            return LoopbackService.AnswerAsync(http, status, body);
        };
        Assert.Equal(PaymentStatus.Unknown, (await bench.Get<IWalletPartner>().PayAsync(Instruction)).Status);
        Assert.Single(bench.Service.Requests);
    }

    [Theory]
    [InlineData("pay", PaymentStatus.Accepted)]
    [InlineData("noReplyButPaid", PaymentStatus.Unknown)]
    public async Task Pay_ConnectionCutAfterItWasPaid_IsSentOnceAndTheInquiryTells(string behaviour, PaymentStatus expected)
    {
        await using var partner = await PaymentService.StartAsync(cuts: true);
        await partner.BehaveAsync("warm", "pay");
        await partner.Partner.PayAsync(Instruction with { Reference = "r0", Account = "warm" });
        await partner.BehaveAsync(Instruction.Account, behaviour);
        Assert.Equal(expected, (await partner.Partner.PayAsync(Instruction)).Status);
        Assert.Equal(PaymentStatus.Succeeded, (await partner.Partner.InquireAsync("bni", "r1")).Status);
        Assert.Equal(2, (await partner.MadeAsync()).Count);
    }

    [Fact]
    public async Task Pay_NobodyListens_IsUnknown()
    {
        await using var bench = await GatewayBench.StartAsync(new Dictionary<string, string?>(StringComparer.Ordinal) { ["Gateways:payments:url"] = "http://127.0.0.1:9" });
        Assert.Equal(PaymentStatus.Unknown, (await bench.Get<IWalletPartner>().PayAsync(Instruction)).Status);
        Assert.False(await bench.Get<IWalletPartner>().RequestAccountCheckAsync(new AccountCheck("a1", "bni", "1", "3273012345678901", "Siti", null)));
    }

    [Fact]
    public async Task Inquire_Troubled_IsRepeatedUntilItAnswers()
    {
        await using var bench = await GatewayBench.StartAsync();
        var answers = new Queue<int>([503, 500, 200]);
        bench.Service.Handler = (http, _) => LoopbackService.AnswerAsync(http, answers.Dequeue(), """{"reference":"r1","status":"succeeded","amount":600000}""");
        var reply = await bench.Get<IWalletPartner>().InquireAsync("bni", "r1");
        Assert.Equal((PaymentStatus.Succeeded, 600_000), (reply.Status, reply.Amount));
    }

    [Fact]
    public async Task Requests_OfPayments_SayEverythingInTheBodyAndNothingInTheLog()
    {
        await using var bench = await GatewayBench.StartAsync();
        await bench.Get<IWalletPartner>().PayAsync(Instruction);
        var request = Assert.Single(bench.Service.Requests);
        Assert.Equal(("POST", "/api/instructions", "pay-r1"), (request.Method, request.Path, request.Headers["Idempotency-Key"]));
        Assert.Equal("""{"reference":"r1","provider":"bni","kind":"incentive","payee":"participant-1","account":"0812345678","amount":600000}""", request.Text);
        Assert.NotEmpty(bench.Logs);
        Assert.DoesNotContain(bench.Logs, line => line.Contains(Instruction.Account, StringComparison.Ordinal));
    }
}
