using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Tests.Gateways;

public sealed class HttpExclusionRegistriesTests
{
    private const string Nik = "3273012345678901";

    [Fact]
    public async Task Exclusions_AllFour_AreTaken()
    {
        await using var bench = await GatewayBench.StartAsync();
        bench.Answer(200, """{"student":true,"official":false,"socialAid":true,"deceased":false}""");
        Assert.Equal(new ExclusionAnswer(true, true, false, true), await bench.Get<IExclusionRegistries>().CheckAsync(Nik));
        Assert.Equal($$"""{"nik":"{{Nik}}"}""", Assert.Single(bench.Service.Requests).Text);
    }

    [Theory]
    [InlineData(200, """{"student":false,"official":false,"socialAid":false}""")]
    [InlineData(200, "{}")]
    [InlineData(503, "")]
    public async Task Exclusions_OneMissing_NothingIsKnown(int status, string body)
    {
        await using var bench = await GatewayBench.StartAsync();
        bench.Answer(status, body);
        Assert.False((await bench.Get<IExclusionRegistries>().CheckAsync(Nik)).Available);
    }
}
