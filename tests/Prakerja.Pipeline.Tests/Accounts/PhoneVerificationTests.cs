using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Accounts;

public class PhoneVerificationTests
{
    private const string Phone = "+6281234567890";

    [Fact]
    public async Task WrongCodes_Three_LockFor24Hours()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var token = await harness.LogInAsync("a@example.id", Phone);
        await harness.ExpectAsync(202, "POST", "/api/me/phone/codes", null, token);
        await harness.SettleAsync();
        var right = harness.CodeTo(Phone);

        await harness.ExpectAsync(400, "POST", "/api/me/phone/verifications", new { code = "x" }, token);
        await harness.ExpectAsync(400, "POST", "/api/me/phone/verifications", new { code = "x" }, token);
        var third = await harness.ExpectAsync(429, "POST", "/api/me/phone/verifications", new { code = "x" }, token);
        await harness.ExpectAsync(429, "POST", "/api/me/phone/verifications", new { code = right }, token);

        Assert.Equal("86400", third.Headers.RetryAfter);
    }

    [Fact]
    public async Task Lock_After24Hours_IsOver()
    {
        await using var harness = await PipelineHarness.StartAsync();
        await harness.LogInAsync("a@example.id", Phone);
        var token = await TokenAfterAsync(harness, "a@example.id", TimeSpan.Zero);
        foreach (var status in new[] { 400, 400, 429 })
        {
            await harness.ExpectAsync(status, "POST", "/api/me/phone/verifications", new { code = "x" }, token);
        }

        token = await TokenAfterAsync(harness, "a@example.id", TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        await harness.ExpectAsync(429, "POST", "/api/me/phone/codes", null, token);
        await harness.AdvanceAsync(TimeSpan.FromSeconds(1));
        await harness.VerifyPhoneAsync(token, Phone);

        Assert.Equal("done", (await harness.StepAsync(token, "phone")).State);
    }

    [Fact]
    public async Task Phone_OfAnotherAccount_IsRefusedOnlyToItsHolder()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var first = await harness.LogInAsync("a@example.id", Phone);
        await harness.VerifyPhoneAsync(first, Phone);
        var second = await harness.LogInAsync("b@example.id", Phone);
        await harness.ExpectAsync(202, "POST", "/api/me/phone/codes", null, second);
        await harness.SettleAsync();

        Assert.Equal("phone-not-accepted", (await harness.ExpectAsync(409, "POST", "/api/me/phone/verifications", new { code = harness.CodeTo(Phone) }, second)).Problem);
    }

    private static async Task<string> TokenAfterAsync(PipelineHarness harness, string email, TimeSpan wait)
    {
        await harness.AdvanceAsync(wait);
        await harness.SendAsync("POST", "/api/sessions/codes", new { email });
        await harness.SettleAsync();
        var session = await harness.SendAsync("POST", "/api/sessions", new { email, code = harness.CodeTo(email) });
        return session.Json["accessToken"]!.GetValue<string>();
    }
}
