using System.Globalization;
using System.Text.Json.Nodes;

namespace Prakerja.Local.Tests.Programme;

/// <summary>A partner that never answers, over HTTP from the instruction to the day that two people close.</summary>
public sealed class SilentPartnerTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private RunningHost Host => fixture.Host;

    [Fact]
    public async Task Payment_NeverAnswered_AgesAndIsEscalatedUntilTheStatementPostsIt()
    {
        var graduate = await fixture.GraduateAsync();
        var account = graduate.Resident["paymentAccounts"]![0]!;
        await Host.PutOkAsync($"/sandbox/payments/{Uri.EscapeDataString(account.Text("account"))}", new { behaviour = "noReply" });
        await graduate.PutAsync("/api/me/payment-account", new { provider = account.Text("provider"), account = account.Text("account") });
        await Host.AdvanceAsync("P2D");
        var open = await OnlyUnknownAsync();
        Assert.Equal((1, null), (open.Number("level"), open["closedAt"]));

        await Host.AdvanceAsync("P6D");
        await graduate.LogInAgainAsync();
        Assert.Equal("unknown", (await graduate.IncentiveAsync("completion-1")).Text("state"));
        open = await OnlyUnknownAsync();
        Assert.Equal(3, open.Number("level"));
        Assert.InRange(open.Number("ageHours"), 7 * 24, 9 * 24);
        Assert.Empty((await Host.GetOkAsync("/sandbox/payments")).AsArray());

        var paidAt = await Host.NowAsync();
        await StateAsync(account.Text("provider"), paidAt, open.Text("reference"), open.Number("amount"));
        Assert.Equal("paid", (await graduate.IncentiveAsync("completion-1")).Text("state"));
        Assert.NotNull((await OnlyUnknownAsync())["closedAt"]);
        await AcceptAndCloseAsync(paidAt);
    }

    /// <summary>The partner's word is missing for ever: two people say that the statement is enough, and close the day.</summary>
    private async Task AcceptAndCloseAsync(DateTimeOffset paidAt)
    {
        var day = paidAt.ToOffset(TimeSpan.FromHours(7)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var close = $"/api/admin/reconciliation/{day}/close";
        await Host.AdvanceAsync("P3D");
        var (one, two) = (await Staff.TokenAsync(Host, "finance"), await Staff.TokenAsync(Host, "finance", 1));
        var refused = await Host.ExpectAsync(409, HttpMethod.Post, close, null, one);
        Assert.Equal((600_000, 1), (refused.Number("ledger"), refused.Number("different")));

        var difference = await DifferenceAsync(day, one);
        var resolution = $"/api/admin/payouts/suspense/{difference.Text("case")}/resolutions";
        await Host.ExpectAsync(202, HttpMethod.Post, resolution, new { resolution = "accept", reason = "The statement proves it." }, one);
        await Host.ExpectAsync(403, HttpMethod.Post, $"{resolution}/1/approval", null, one);
        await Host.ExpectAsync(200, HttpMethod.Post, $"{resolution}/1/approval", null, two);
        await Host.ExpectAsync(202, HttpMethod.Post, close, null, one);
        var closed = await Host.ExpectAsync(200, HttpMethod.Post, $"{close}/approval", null, two);
        Assert.Equal(("closed", 1), (closed.Text("state"), closed.Number("settled")));
    }

    private async Task<JsonNode> DifferenceAsync(string day, string token)
    {
        var days = (await Host.GetOkAsync($"/api/admin/reconciliation?from={day}&to={day}", token))["items"]!.AsArray();
        return Assert.Single(Assert.Single(days)!["differences"]!.AsArray())!;
    }

    private async Task StateAsync(string provider, DateTimeOffset at, string reference, long amount)
    {
        var day = at.ToOffset(TimeSpan.FromHours(7)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var answer = await Host.PostOkAsync(
            $"/api/admin/statements?provider={provider}&day={day}", new[] { new { reference, amount, at } }, await Staff.TokenAsync(Host, "finance"));
        Assert.Equal((1, 0), (answer.Number("matched"), answer.Number("suspense")));
        await Host.SettleAsync();
    }

    private async Task<JsonNode> OnlyUnknownAsync() =>
        Assert.Single((await Host.GetOkAsync("/api/admin/payouts?state=unknown", await Staff.TokenAsync(Host, "finance")))["items"]!.AsArray())!;
}
