using Microsoft.AspNetCore.Http;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Tests.Harness;
using Endpoint = Prakerja.Pipeline.Http.Endpoint;

namespace Prakerja.Pipeline.Tests.Http;

public class CorrelationTests
{
    private const string Id = "4bf92f3577b34da6a3ce929d0e0e4736";

    [Theory]
    [InlineData("X-Correlation-Id", Id)]
    [InlineData("X-Correlation-Id", "4bf92f35-77b3-4da6-a3ce-929d0e0e4736")]
    [InlineData("traceparent", $"00-{Id}-00f067aa0ba902b7-01")]
    public async Task CallersId_OfAFailedRequest_IsInReplyAndLog(string header, string value)
    {
        var (told, logged) = await FailAsync(header, value);

        Assert.Equal(Id, told);
        Assert.Contains(Id, logged, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("3273014403950001")]
    [InlineData("siti@example.id")]
    public async Task CallersId_ThatIsFreeText_IsNowhere(string value)
    {
        var (told, logged) = await FailAsync("X-Correlation-Id", value);

        Assert.NotEmpty(told);
        Assert.Contains(told, logged, StringComparison.Ordinal);
        Assert.DoesNotContain(value, told + logged, StringComparison.Ordinal);
    }

    private static async Task<(string Told, string Logged)> FailAsync(string header, string value)
    {
        await using var harness = await PipelineHarness.StartAsync();
        var http = new DefaultHttpContext { RequestServices = null!, TraceIdentifier = "server-made" };
        http.Request.Headers[header] = value;

        await harness.Get<EndpointRunner>().RunAsync(new Endpoint("test", "GET", "/api/test", Access.Anonymous, _ => throw new InvalidOperationException()), http);

        return (http.Response.Headers["X-Correlation-Id"].ToString(), string.Join('\n', harness.Log.Lines));
    }
}
