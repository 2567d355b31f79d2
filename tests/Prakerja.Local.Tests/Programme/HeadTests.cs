namespace Prakerja.Local.Tests.Programme;

public sealed class HeadTests
{
    [Fact]
    public async Task Head_OfAProbe_AnswersLikeGetWithoutABody()
    {
        await using var host = await RunningHost.StartAsync();

        using var answer = await host.SendAsync(HttpMethod.Head, "/api/health/ready");

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }
}
