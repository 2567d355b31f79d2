using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Prakerja.Local.Sandbox.Autoplay;
using Prakerja.Local.Sandbox.Partners;
using Prakerja.Local.Sandbox.Residents;
using Prakerja.Pipeline.Http;
using Endpoint = Prakerja.Pipeline.Http.Endpoint;

namespace Prakerja.Local.Tests.Sandbox.Autoplay;

public sealed class AutoplayTests
{
    private static readonly DateTimeOffset Begins = SandboxHarness.Start.AddDays(2);
    private readonly List<(string What, string Body, Call Call)> calls = [];

    [Fact]
    public async Task Visit_SelectedResident_LinksBuysAndTheInstitutionReportsInTime()
    {
        await using var host = await StartAsync("""{"state":"selected","training":{"balance":1000000,"purchases":[]}}""");
        var resident = (await host.Get<ResidentStore>().MakeAsync(1, 1))[0];

        Assert.True(await host.Get<ResidentPlay>().VisitAsync(resident, "token"));
        await host.AdvanceAsync(TimeSpan.FromDays(5));

        Assert.Equal(resident.PaymentAccounts[0].Account, (string?)JsonNode.Parse(BodyOf("account"))!["account"]);
        Assert.Equal("K2", (string?)JsonNode.Parse(BodyOf("buy"))!["courseCode"]);
        Assert.Equal(["training.attended", "training.attended", "training.completed"], host.Received.Select(w => w.Type));
        Assert.Equal([Begins.AddHours(2), Begins.AddHours(4), Begins.AddHours(5)], host.Received.Select(w => w.At));
        Assert.All(host.Received, w => Assert.Equal("arkademi", w.ClientCode));
        var commit = calls.Single(c => c.What == "commit");
        var key = host.Get<SandboxPartners>().Find("arkademi")!.Key;
        var signed = $"arkademi{Begins.ToUnixTimeSeconds()}POST/api/v1/integration/payment/redeem-code/commit{commit.Body}";
#pragma warning disable CA5350 // The partners' existing scheme.
        Assert.Equal(Convert.ToHexStringLower(HMACSHA1.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(signed))), commit.Call.Header("signature"));
#pragma warning restore CA5350
    }

    [Fact]
    public async Task Visit_CompletedCourse_ReviewsItAndAnswersWhatIsOpen()
    {
        await using var host = await StartAsync("""
            {"state":"training","paymentAccount":{"provider":"bni"},"training":{"balance":1,"purchases":[{"redeemCode":"R1","state":"completed"}]}}
            """);

        Assert.True(await host.Get<ResidentPlay>().VisitAsync((await host.Get<ResidentStore>().MakeAsync(1, 1))[0], "token"));

        Assert.Equal("R1", (string?)JsonNode.Parse(BodyOf("review"))!["redeemCode"]);
        Assert.Equal("""{"answers":{"q1":"o1"}}""", BodyOf("survey"));
        Assert.DoesNotContain(calls, c => c.What is "buy" or "account");
    }

    [Fact]
    public async Task Visit_SomebodyNotSelected_DoesNothing()
    {
        await using var host = await StartAsync("""{"state":"verified"}""");

        Assert.False(await host.Get<ResidentPlay>().VisitAsync((await host.Get<ResidentStore>().MakeAsync(1, 1))[0], "token"));

        Assert.Empty(calls);
    }

    private Task<SandboxHarness> StartAsync(string me) => SandboxHarness.StartAsync(null,
        Answering("GET", "/api/me", "me", me), Answering("PUT", "/api/me/payment-account", "account", "{}"), Answering("POST", "/api/me/reviews", "review", "{}"),
        Answering("GET", "/api/courses", "courses", new JsonObject { ["items"] = new JsonArray(Course("K1", Begins.AddDays(9)), Course("K2", Begins)) }.ToJsonString()),
        Answering("POST", "/api/me/purchases", "buy", """{"redeemCode":"R1"}"""),
        Answering("POST", "/api/v1/integration/payment/redeem-code/commit", "commit", "{}"),
        new Endpoint("survey", "GET", "/api/me/surveys/{n}", Access.Anonymous, call => Task.FromResult(Json(
            $$"""{"state":"{{(call.Route("n") == "1" ? "open" : "notOpen")}}","questions":[{"id":"q1","options":[{"id":"o1"},{"id":"o2"}]}]}"""))),
        Answering("POST", "/api/me/surveys/{n}", "survey", "{}"));

    private string BodyOf(string what) => Assert.Single(calls, c => c.What == what).Body;

    private Endpoint Answering(string method, string route, string what, string answer) => new(what, method, route, Access.Anonymous, call =>
    {
        if (method != "GET")
        {
            calls.Add((what, Encoding.UTF8.GetString(call.Body.Span), call));
        }

        return Task.FromResult(Json(answer));
    })
    { Body = method == "GET" ? BodyKind.None : BodyKind.Json };

    private static Reply Json(string text) => Reply.Raw(Encoding.UTF8.GetBytes(text), "application/json");

    private static JsonObject Course(string code, DateTimeOffset startsAt) => new()
    {
        ["courseCode"] = code, ["institution"] = "arkademi",
        ["schedules"] = new JsonArray(new JsonObject
        {
            ["scheduleCode"] = code + "-A", ["startsAt"] = startsAt.ToString("O"), ["endsAt"] = startsAt.AddHours(4).ToString("O"), ["sessions"] = 2,
        }),
    };
}
