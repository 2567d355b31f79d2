using System.Text.Json.Nodes;

namespace Prakerja.Local.Tests.Programme;

/// <summary>Partners repeat and reorder their reports: the end is the same.</summary>
public sealed class WebhookOrderTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private RunningHost Host => fixture.Host;

    [Fact]
    public async Task Reports_TwiceAndInReverseOrder_EndAsOnceAndInOrder()
    {
        var (plain, shuffled) = (await EndAsync(shuffled: false), await EndAsync(shuffled: true));

        Assert.Equal(plain, shuffled);
        Assert.Contains("completion-1 paid 600000", shuffled);
    }

    [Fact]
    public async Task Reports_BeforeTheCommit_WaitAndAreAppliedWithIt()
    {
        var winner = await fixture.WinnerAsync("normal");
        var (purchase, course) = await Training.BuyAsync(Host, winner);
        var code = purchase.Text("redeemCode");
        var partner = await Partner.FindAsync(Host, course.Text("institution"));
        Assert.Equal(202, (int)(await partner.CompletedAsync(code, $"early-{code}")).StatusCode);
        Assert.Equal("waiting", await partner.EventStateAsync($"early-{code}"));

        await Training.CompleteAsync(Host, winner, purchase, course);

        Assert.Equal("completed", (await winner.MeAsync())["training"]!["purchases"]![0]!.Text("state"));
        Assert.Equal("applied", await partner.EventStateAsync($"early-{code}"));
    }

    [Fact]
    public async Task PaymentReports_RepeatedAndContradicted_ChangeNothingAfterTheMoneyHasMoved()
    {
        var graduate = await fixture.GraduateAsync();
        await graduate.LinkAccountAsync();
        await Host.SettleAsync();
        var id = await graduate.IdAsync();
        var paid = (await Host.GetOkAsync("/sandbox/payments")).AsArray().Single(p => p!.Text("payee") == id)!;
        var bank = await Partner.FindAsync(Host, graduate.Resident["paymentAccounts"]![0]!.Text("provider"));
        foreach (var type in new[] { "disbursement.failed", "disbursement.succeeded", "disbursement.failed", "disbursement.succeeded" })
        {
            using var answer = await bank.ReportAsync(
                type, now => new JsonObject { ["reference"] = paid.Text("reference"), ["amount"] = paid.Number("amount"), ["reason"] = "account-inactive", ["at"] = now },
                path: "/api/webhooks/payments");
            Assert.Equal(202, (int)answer.StatusCode);
        }

        await Host.AdvanceAsync("P3D");
        await graduate.LogInAgainAsync();
        Assert.Equal("paid", (await graduate.IncentiveAsync("completion-1")).Text("state"));
        Assert.Single((await Host.GetOkAsync("/sandbox/payments")).AsArray(), p => p!.Text("payee") == id);
    }

    /// <summary>What the dashboard says at the end, ids, codes and times aside.</summary>
    private async Task<string> EndAsync(bool shuffled)
    {
        var graduate = await fixture.GraduateAsync(shuffled);
        await graduate.LinkAccountAsync();
        await Host.SettleAsync();
        var me = await graduate.MeAsync();
        var purchase = me["training"]!["purchases"]!.AsArray().Single()!;
        var payments = (await Host.GetOkAsync("/sandbox/payments")).AsArray().Where(p => p!.Text("payee") == me.Text("participantId"));
        return new JsonObject
        {
            ["state"] = me.Text("state"),
            ["balance"] = me["training"]!.Number("balance"),
            ["purchase"] = purchase.Text("state"),
            ["attended"] = purchase["attended"]!.DeepClone(),
            ["incentives"] = new JsonArray([.. me["incentives"]!.AsArray().Select(i => (JsonNode)$"{i!["key"]} {i["state"]} {i["amount"]} {string.Join(',', i.Reasons())}")]),
            ["payments"] = new JsonArray([.. payments.Select(p => (JsonNode)p!.Number("amount"))]),
        }.ToJsonString();
    }
}
