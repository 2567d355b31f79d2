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

    /// <summary>Refused by Kestrel itself, before any of our code: with a problem all the same, and the next request is answered.</summary>
    [Theory]
    [InlineData("/api/batches/%00")]
    [InlineData("/api/public/batches/%00/draw/rules")]
    [InlineData("/%00")]
    public async Task Path_ThatCannotBeDecoded_IsAnsweredWithAProblem(string path)
    {
        await using var host = await RunningHost.StartAsync();

        using var answer = await host.SendAsync(HttpMethod.Get, path);

        Assert.Equal((400, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        var problem = System.Text.Json.Nodes.JsonNode.Parse(await answer.Content.ReadAsByteArrayAsync())!;
        Assert.Equal(("urn:prakerja:problem:http", 400), ((string)problem["type"]!, (int)problem["status"]!));
        Assert.Equal(200, (int)(await host.SendAsync(HttpMethod.Get, "/api/health/ready")).StatusCode);
    }
}
