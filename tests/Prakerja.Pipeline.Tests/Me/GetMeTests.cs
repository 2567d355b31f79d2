using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Me;

public sealed class GetMeTests
{
    [Fact]
    public async Task Dashboard_OfAVerifiedParticipant_ShowsTheState()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var id = await harness.AddVerifiedAsync(1);
        var answer = await harness.AsAsync(id, "GET", "/api/me");
        Assert.Equal(200, answer.Status);
        Assert.Equal("verified", (string?)answer.Json["state"]);
    }

    [Fact]
    public async Task Dashboard_WithoutAToken_IsRefused()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var answer = await harness.SendAsync("GET", "/api/me");
        Assert.Equal((401, "unauthorized"), (answer.Status, answer.Problem));
    }
}
