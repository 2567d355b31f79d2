using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Accounts;

public class LoginTests
{
    private const string Known = "known@example.id";

    [Theory]
    [InlineData("/api/accounts")]
    [InlineData("/api/sessions/codes")]
    public async Task Address_KnownOrNot_AnswersAreByteIdentical(string path)
    {
        await using var harness = await PipelineHarness.StartAsync();
        await harness.LogInAsync(Known);

        var known = await harness.SendAsync("POST", path, new { email = Known });
        var unknown = await harness.SendAsync("POST", path, new { email = "other@example.id" });

        Assert.Equal((known.Status, known.Text, known.ContentType), (unknown.Status, unknown.Text, unknown.ContentType));
        Assert.Equal(Names(known), Names(unknown));
    }

    [Fact]
    public async Task Address_KnownOrNot_WrongCodesAndLocksAreTheSame()
    {
        await using var harness = await PipelineHarness.StartAsync();
        await harness.LogInAsync(Known);
        for (var attempt = 0; attempt < 7; attempt++)
        {
            var known = await harness.SendAsync("POST", "/api/sessions", new { email = Known, code = "x" });
            var unknown = await harness.SendAsync("POST", "/api/sessions", new { email = "other@example.id", code = "x" });

            Assert.Equal((attempt < 4 ? 401 : 429, known.Text), (known.Status, unknown.Text));
            Assert.Equal(known.Headers.RetryAfter, unknown.Headers.RetryAfter);
        }
    }

    [Fact]
    public async Task Resends_AfterFive_LockForTwoHoursWithoutSpendingTheCodeSent()
    {
        await using var harness = await PipelineHarness.StartAsync();
        await harness.SendAsync("POST", "/api/accounts", new { email = Known });
        await harness.SettleAsync();
        for (var resend = 1; resend <= 5; resend++)
        {
            Assert.Equal(202, (await harness.SendAsync("POST", "/api/sessions/codes", new { email = Known })).Status);
        }

        await harness.SettleAsync();
        var sixth = await harness.SendAsync("POST", "/api/sessions/codes", new { email = Known });

        Assert.Equal((429, "7200"), (sixth.Status, sixth.Headers.RetryAfter.ToString()));
        Assert.Equal(201, (await harness.SendAsync("POST", "/api/sessions", new { email = Known, code = harness.CodeTo(Known) })).Status);
    }

    [Fact]
    public async Task Resends_TwoHoursAfterTheLock_AreSentAgain()
    {
        await using var harness = await PipelineHarness.StartAsync();
        await harness.LogInAsync(Known);
        for (var i = 0; i < 7; i++)
        {
            await harness.SendAsync("POST", "/api/sessions/codes", new { email = Known });
        }

        await harness.AdvanceAsync(TimeSpan.FromHours(2) - TimeSpan.FromSeconds(1));
        Assert.Equal(429, (await harness.SendAsync("POST", "/api/sessions/codes", new { email = Known })).Status);
        await harness.AdvanceAsync(TimeSpan.FromSeconds(1));
        Assert.Equal(202, (await harness.SendAsync("POST", "/api/sessions/codes", new { email = Known })).Status);
    }

    [Fact]
    public async Task Code_UsedTwice_OpensOneSession()
    {
        await using var harness = await PipelineHarness.StartAsync();
        await harness.LogInAsync(Known);

        Assert.Equal(401, (await harness.SendAsync("POST", "/api/sessions", new { email = Known, code = harness.CodeTo(Known) })).Status);
    }

    [Fact]
    public async Task Token_AfterTwelveHours_IsRefused()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var token = await harness.LogInAsync(Known);
        await harness.AdvanceAsync(TimeSpan.FromHours(12));

        Assert.Equal(401, (await harness.SendAsync("GET", "/api/me", null, token)).Status);
    }

    private static string Names(Answer answer) => string.Join(',', answer.Headers.Select(h => h.Key).Order(StringComparer.Ordinal));
}
