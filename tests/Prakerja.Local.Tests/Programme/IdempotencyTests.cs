using System.Text.Json.Nodes;

namespace Prakerja.Local.Tests.Programme;

/// <summary>Idempotency-Key over real HTTP: an effect happens once, its answer is replayed, and what failed leaves no trace.</summary>
public sealed class IdempotencyTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private RunningHost Host => fixture.Host;

    [Fact]
    public async Task Purchase_SameKeySentAgainAndAgain_BuysOnceAndReplaysForEver()
    {
        var winner = await fixture.WinnerAsync("normal");
        var body = new { courseCode = await CourseAsync(winner, 0) };
        var (first, firstReplayed) = await SendAsync(201, winner, HttpMethod.Post, "/api/me/purchases", body, "buy-1");
        await Host.AdvanceAsync("P3D");
        await winner.LogInAgainAsync();
        var (again, replayed) = await SendAsync(201, winner, HttpMethod.Post, "/api/me/purchases", body, "buy-1");

        Assert.Equal((false, true), (firstReplayed, replayed));
        Assert.Equal(first, again);
        Assert.Single(await PurchasesAsync(winner));
    }

    [Fact]
    public async Task Purchase_SameKeyOtherBody_Is422AndBuysNothing()
    {
        var winner = await fixture.WinnerAsync("normal");
        await SendAsync(201, winner, HttpMethod.Post, "/api/me/purchases", new { courseCode = await CourseAsync(winner, 0) }, "buy-1");

        var (problem, _) = await SendAsync(422, winner, HttpMethod.Post, "/api/me/purchases", new { courseCode = await CourseAsync(winner, 1) }, "buy-1");

        Assert.Contains("urn:prakerja:problem:idempotency-key-reused", problem);
        Assert.Single(await PurchasesAsync(winner));
    }

    [Fact]
    public async Task Purchase_RefusedThenTriedWithTheSameKey_IsJudgedAnew()
    {
        var winner = await fixture.WinnerAsync("normal");
        await SendAsync(404, winner, HttpMethod.Post, "/api/me/purchases", new { courseCode = "no-such-course" }, "buy-1");

        var (_, replayed) = await SendAsync(201, winner, HttpMethod.Post, "/api/me/purchases", new { courseCode = await CourseAsync(winner, 0) }, "buy-1");

        Assert.False(replayed);
        Assert.Single(await PurchasesAsync(winner));
    }

    [Fact]
    public async Task Purchase_SameKeyManyTimesAtOnce_BuysOnce()
    {
        var winner = await fixture.WinnerAsync("normal");
        var body = new { courseCode = await CourseAsync(winner, 0) };

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ =>
            Host.SendAsync(HttpMethod.Post, "/api/me/purchases", body, winner.Token, ("Idempotency-Key", "buy-1"))));

        Assert.All(answers, a => Assert.Contains((int)a.StatusCode, new[] { 201, 409, 503 }));
        var codes = new HashSet<string>();
        foreach (var answer in answers.Where(a => (int)a.StatusCode == 201))
        {
            codes.Add(JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.Text("redeemCode"));
        }

        var bought = Assert.Single(await PurchasesAsync(winner));
        Assert.Equal([bought.Text("redeemCode")], codes);
        Assert.Equal(3_500_000 - bought.Number("price"), (await winner.MeAsync())["training"]!.Number("balance"));
    }

    [Fact]
    public async Task Joining_SameKeyAgain_GivesTheSameReceipt()
    {
        var person = (await fixture.NeighboursAsync(1))[0];
        var batch = await Staff.OpenBatchAsync(Host, "normal", new Dictionary<string, int> { [person.Regency] = 1 });
        await Host.SettleAsync();

        var (receipt, _) = await SendAsync(202, person, HttpMethod.Put, "/api/me/batch", new { batch }, "join-1");
        var (again, replayed) = await SendAsync(202, person, HttpMethod.Put, "/api/me/batch", new { batch }, "join-1");

        Assert.True(replayed);
        Assert.Equal(receipt, again);
        Assert.Single((await person.MeAsync())["batches"]!.AsArray());
    }

    [Fact]
    public async Task Complaint_SameKeyOfTwoPeople_IsTwoComplaints()
    {
        var (first, second) = (await fixture.SomebodyAsync(), await fixture.SomebodyAsync());
        await first.RegisterAsync();
        await second.RegisterAsync();
        var body = new { category = "other", text = "Tidak ada kode yang sampai." };

        var (one, _) = await SendAsync(201, first, HttpMethod.Post, "/api/me/complaints", body, "k");
        var (two, replayed) = await SendAsync(201, second, HttpMethod.Post, "/api/me/complaints", body, "k");

        Assert.False(replayed);
        Assert.NotEqual(one, two);
    }

    [Fact]
    public async Task Registration_SameKeyAgain_SendsOneCode()
    {
        var person = await fixture.SomebodyAsync();
        var body = new { email = person.Resident.Text("email") };
        await SendAsync(202, person, HttpMethod.Post, "/api/accounts", body, "r-1");
        var (_, replayed) = await SendAsync(202, person, HttpMethod.Post, "/api/accounts", body, "r-1");
        await Host.SettleAsync();

        Assert.True(replayed);
        Assert.Single((await Host.GetOkAsync($"/sandbox/messages?to={Uri.EscapeDataString(person.Resident.Text("email"))}")).AsArray());
    }

    private async Task<string> CourseAsync(Applicant winner, int which) => (await winner.GetAsync("/api/courses?mode=online"))["items"]![which]!.Text("courseCode");

    private static async Task<IReadOnlyList<JsonNode>> PurchasesAsync(Applicant winner) =>
        [.. (await winner.MeAsync())["training"]!["purchases"]!.AsArray().Select(p => p!)];

    private async Task<(string Body, bool Replayed)> SendAsync(int status, Applicant person, HttpMethod method, string path, object body, string key)
    {
        using var response = await Host.SendAsync(method, path, body, person.Token.Length == 0 ? null : person.Token, ("Idempotency-Key", key));
        var text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == status, $"{method} {path}: expected {status}, got {(int)response.StatusCode} {text}");
        return (text, response.Headers.TryGetValues("Idempotency-Replayed", out var values) && values.Single() == "true");
    }
}
