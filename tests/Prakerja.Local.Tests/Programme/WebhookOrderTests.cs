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
