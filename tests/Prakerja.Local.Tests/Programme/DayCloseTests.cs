using System.Text.Json.Nodes;

namespace Prakerja.Local.Tests.Programme;

/// <summary>Ordinary days: partners report, their statements come by themselves, and two people close what matches.</summary>
public sealed class DayCloseTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private RunningHost Host => fixture.Host;

    [Fact]
    public async Task Days_WhosePartnersAndStatementsAgree_AreClosedByTwoPeopleInTheirOrder()
    {
        foreach (var partial in new[] { false, true })
        {
            var graduate = await fixture.GraduateAsync();
            var account = graduate.Resident["paymentAccounts"]![0]!;
            await Host.PutOkAsync($"/sandbox/statements/{account.Text("provider")}", new { partial, twice = !partial });
            await graduate.PutAsync("/api/me/payment-account", new { provider = account.Text("provider"), account = account.Text("account") });
            await Host.AdvanceAsync("P4D");
            await graduate.LogInAgainAsync();
            Assert.Equal("paid", (await graduate.IncentiveAsync("completion-1")).Text("state"));
            await CloseAllAsync();
        }

        Assert.Empty((await Host.GetOkAsync("/api/admin/payouts?state=suspense", await Staff.TokenAsync(Host, "finance")))["items"]!.AsArray());
    }

    private async Task CloseAllAsync()
    {
        var (one, two) = (await Staff.TokenAsync(Host, "finance"), await Staff.TokenAsync(Host, "finance", 1));
        var open = (await DaysAsync(one)).Where(d => d.Text("state") == "open").ToArray();
        Assert.NotEmpty(open);
        foreach (var day in open)
        {
            Assert.True(day["matches"]!.GetValue<bool>(), day.ToJsonString());
            var close = $"/api/admin/reconciliation/{day.Text("day")}/close";
            await Host.ExpectAsync(202, HttpMethod.Post, close, null, one);
            await Host.ExpectAsync(200, HttpMethod.Post, $"{close}/approval", null, two);
        }

        Assert.All(await DaysAsync(one), day => Assert.Equal("closed", day.Text("state")));
    }

    private async Task<IReadOnlyList<JsonNode>> DaysAsync(string token) =>
        [.. (await Host.GetOkAsync("/api/admin/reconciliation", token))["items"]!.AsArray().Select(d => d!)];
}
