using System.Text;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Tests.Gateways;

public sealed class HttpBankChannelTests
{
    private const string Id = "PRAKERJA-BNI-0000000001";
    private static readonly byte[] File = Encoding.UTF8.GetBytes("<Document><CdtrAcct>99887766</CdtrAcct></Document>");

    [Theory]
    [InlineData(200, """{"messageId":"PRAKERJA-BNI-0000000001","status":"received"}""", BankFileStatus.Received)]
    [InlineData(202, """{"messageId":"PRAKERJA-BNI-0000000001","status":"accepted","count":1,"sum":600000}""", BankFileStatus.Accepted)]
    [InlineData(200, """{"messageId":"PRAKERJA-BNI-0000000001","status":"rejected","reason":"FF01"}""", BankFileStatus.Rejected)]
    [InlineData(404, """{"messageId":"PRAKERJA-BNI-0000000001","status":"notFound"}""", BankFileStatus.NotFound)]
    [InlineData(404, "", BankFileStatus.Unknown)]
    [InlineData(404, """{"messageId":"PRAKERJA-BNI-0000000001","status":"rejected"}""", BankFileStatus.Unknown)]
    [InlineData(200, """{"messageId":"OTHER","status":"rejected"}""", BankFileStatus.Unknown)]
    [InlineData(200, """{"messageId":"PRAKERJA-BNI-0000000001","status":"accepted","sum":600000.5}""", BankFileStatus.Unknown)]
    [InlineData(200, """{"messageId":"PRAKERJA-BNI-0000000001","status":"accepted","sum":-1}""", BankFileStatus.Unknown)]
    [InlineData(200, """{"messageId":"PRAKERJA-BNI-0000000001","status":"perhaps"}""", BankFileStatus.Unknown)]
    [InlineData(400, """{"messageId":"PRAKERJA-BNI-0000000001","status":"rejected"}""", BankFileStatus.Unknown)]
    [InlineData(200, "<html/>", BankFileStatus.Unknown)]
    public async Task Ask_AnyAnswerButAClearOne_IsUnknown(int status, string body, BankFileStatus expected)
    {
        await using var bench = await GatewayBench.StartAsync();
        bench.Answer(status, body);
        Assert.Equal(expected, (await bench.Get<IBankChannel>().AskAsync("bni", Id)).Status);
        Assert.Equal(("GET", $"/api/bni/files/{Id}"), (bench.Service.Requests.First().Method, bench.Service.Requests.First().Path));
    }

    [Fact]
    public async Task Send_Troubled_IsSentOnceAsItIsAndSaysNothingInTheLog()
    {
        await using var bench = await GatewayBench.StartAsync();
        Assert.Equal(BankFileStatus.Unknown, (await bench.Get<IBankChannel>().SendAsync("bni", Id, File)).Status);
        var request = Assert.Single(bench.Service.Requests);
        Assert.Equal(("PUT", $"/api/bni/files/{Id}", "application/xml"), (request.Method, request.Path, request.Headers["Content-Type"]));
        Assert.Equal(File, request.Body);
        Assert.DoesNotContain(bench.Logs, line => line.Contains("99887766", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Send_ToABankThatSaysNotFound_IsUnknown()
    {
        await using var bench = await GatewayBench.StartAsync();
        bench.Answer(404, $$"""{"messageId":"{{Id}}","status":"notFound"}""");
        Assert.Equal(BankFileStatus.Unknown, (await bench.Get<IBankChannel>().SendAsync("bni", Id, File)).Status);
    }

    [Theory]
    [InlineData(202, true)]
    [InlineData(500, false)]
    public async Task RequestStop_IsReachedOnlyIfTaken(int status, bool reached)
    {
        await using var bench = await GatewayBench.StartAsync();
        bench.Answer(status, "");
        Assert.Equal(reached, await bench.Get<IBankChannel>().RequestStopAsync("bca", "S-1", File));
        Assert.Equal("/api/bca/stops", bench.Service.Requests.First().Path);
    }

    [Fact]
    public async Task Inquire_NamesProviderAndReferenceInTheBody()
    {
        await using var bench = await GatewayBench.StartAsync();
        bench.Answer(200, """{"reference":"r1","status":"succeeded","amount":600000}""");
        Assert.Equal(PaymentStatus.Succeeded, (await bench.Get<IBankChannel>().InquireAsync("bni", "r1")).Status);
        Assert.Equal("""{"reference":"r1","provider":"bni"}""", Assert.Single(bench.Service.Requests).Text);
    }
}
