using System.Text;
using Prakerja.Pipeline.Partners;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Partners;

public sealed class PartnerSignaturesTests : IAsyncLifetime
{
    private const string Path = "/api/v1/integration/payment/redeem-code/status";
    private const string Body = """{"redeem_code":"a/b"}""";
    private const string Client = $"{PartnerCalls.Institution}-client";
    private PipelineHarness harness = null!;

    public async Task InitializeAsync() => harness = (await PipelineHarness.StartAsync()).WithPartners();

    public async Task DisposeAsync() => await harness.DisposeAsync();

    [Fact]
    public async Task Legacy_RightSignature_ReachesTheCall() => Assert.Equal("unknown-redeem-code", (await SendAsync()).Problem);

    [Fact]
    public async Task Legacy_HyphenatedHeader_IsTheSame() => Assert.Equal("unknown-redeem-code", (await SendAsync(clientHeader: "client-code")).Problem);

    [Theory]
    [InlineData("client_code")]
    [InlineData("timestamp")]
    [InlineData("signature")]
    public async Task Legacy_MissingHeader_NamesIt(string missing)
    {
        var answer = await SendAsync(without: missing);

        Assert.Equal(401, answer.Status);
        Assert.Equal("missing-header", answer.Problem);
        Assert.Contains(missing, (string)answer.Json["detail"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(300, "unknown-redeem-code")]
    [InlineData(301, "stale-timestamp")]
    [InlineData(-300, "unknown-redeem-code")]
    [InlineData(-301, "stale-timestamp")]
    public async Task Legacy_Timestamp_IsFreshForFiveMinutes(int secondsOld, string problem) =>
        Assert.Equal(problem, (await SendAsync(time: harness.Now.AddSeconds(-secondsOld))).Problem);

    [Fact]
    public async Task Legacy_UnknownClient_SaysSo() => Assert.Equal("unknown-client", (await SendAsync(client: "nobody")).Problem);

    [Fact]
    public async Task Legacy_SwitchedOff_SaysSo()
    {
        harness.Partners.All[1] = harness.Partners.All[1] with { LegacyAllowed = false };

        Assert.Equal("legacy-off", (await SendAsync()).Problem);
    }

    [Theory]
    [InlineData(Path, """{"redeem_code": "a/b"}""", "serialised again")]
    [InlineData(Path, """{"redeem_code":"a\/b"}""", "escaped")]
    [InlineData("/" + Path, Body, "doubled slash")]
    [InlineData(Path, "", "not signed")]
    [InlineData(Path, """{"redeem_code":"other"}""", "Check the key")]
    public async Task Legacy_KnownTrap_IsNamed(string signedPath, string signedBody, string hint)
    {
        var answer = await SendAsync(signedPath: signedPath, signedBody: signedBody);

        Assert.Equal(401, answer.Status);
        Assert.Equal("signature-mismatch", answer.Problem);
        Assert.Contains(hint, (string)answer.Json["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Legacy_Refusal_ReadsAsAFailedEnvelope()
    {
        var json = (await SendAsync(client: "nobody")).Json;

        Assert.False((bool)json["success"]!);
        Assert.Equal((string)json["detail"]!, (string)json["message"]!);
        Assert.True(json.AsObject().ContainsKey("data"));
    }

    [Theory]
    [InlineData("old", -1, "unknown-redeem-code")]
    [InlineData("old", 0, "signature-mismatch")]
    [InlineData("new", -60, "unknown-redeem-code")]
    [InlineData("new", -61, "signature-mismatch")]
    [InlineData("new", 0, "unknown-redeem-code")]
    public async Task Legacy_RotatedKey_OverlapsForItsWindow(string key, int minutesFromSwitch, string problem)
    {
        var end = harness.Now.AddMinutes(-minutesFromSwitch);
        harness.Partners.All[1] = harness.Partners.All[1] with
        {
            SigningKeys = [new PartnerSecret("old", Until: end), new PartnerSecret("new", From: end.AddHours(-1))],
        };

        Assert.Equal(problem, (await SendAsync(key: key)).Problem);
    }

    private Task<Answer> SendAsync(
        string client = Client, string clientHeader = "client_code", string? without = null, DateTimeOffset? time = null, string signedPath = Path,
        string signedBody = Body, string key = PartnerCalls.Key)
    {
        var unix = PartnerCalls.Unix(time ?? harness.Now);
        var signature = LegacySignature.Of(key, client, unix, "POST", signedPath, Encoding.UTF8.GetBytes(signedBody));
        (string Name, string Value)[] headers = [(clientHeader, client), ("timestamp", unix), ("signature", signature)];
        return harness.SendAsync("POST", Path, Encoding.UTF8.GetBytes(Body), null, [.. headers.Where(h => h.Name != without)]);
    }
}
