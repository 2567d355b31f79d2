using System.Text.Json.Nodes;
using Prakerja.Local.Tests.Programme;

namespace Prakerja.Local.Tests.BadInput;

/// <summary>The same person, partner or operator in several places at once: what happens once, happens once.</summary>
public sealed class RaceTests
{
    private const int AtOnce = 20;

    [Fact]
    public async Task Join_ManyTimesAtOnce_OneTicketAndOneCandidate()
    {
        await using var host = await RunningHost.StartAsync();
        var applicant = (await Applicant.MakeAsync(host, 1))[0];
        await applicant.BecomeVerifiedAsync();
        var batch = await Staff.OpenBatchAsync(host, "normal", new Dictionary<string, int> { ["32.73"] = 1 });
        await host.GetOkAsync("/sandbox/clock");

        var receipts = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => applicant.JoinAsync(batch)));

        Assert.Single(receipts.Select(r => r["receipt"]!["ticket"]!.GetValue<string>()).Distinct(StringComparer.Ordinal));
        var readiness = await host.GetOkAsync($"/api/admin/batches/{batch}/readiness", await Staff.TokenAsync(host, "operator"));
        Assert.Equal(1, readiness["totalCandidates"]!.GetValue<int>());
    }

    [Fact]
    public async Task JoinAndLeave_AtOnce_CandidatesAgreeWithTheParticipant()
    {
        await using var host = await RunningHost.StartAsync();
        var applicant = (await Applicant.MakeAsync(host, 1))[0];
        await applicant.BecomeVerifiedAsync();
        var batch = await Staff.OpenBatchAsync(host, "normal", new Dictionary<string, int> { ["32.73"] = 1 });
        await host.GetOkAsync("/sandbox/clock");

        await Task.WhenAll(Enumerable.Range(0, 2 * AtOnce).Select(i => i % 2 == 0
            ? host.SendAsync(HttpMethod.Put, "/api/me/batch", new { batch }, applicant.Token)
            : host.SendAsync(HttpMethod.Delete, "/api/me/batch", null, applicant.Token)));

        var readiness = await host.GetOkAsync($"/api/admin/batches/{batch}/readiness", await Staff.TokenAsync(host, "operator"));
        Assert.Equal(await applicant.StateAsync() == "candidate" ? 1 : 0, readiness["totalCandidates"]!.GetValue<int>());
    }

    [Fact]
    public async Task Purchase_ManyAtOnce_NeverMoreThanTheBalance()
    {
        await using var host = await RunningHost.StartAsync();
        var applicant = await TraineeAsync(host);
        var courses = (await applicant.GetAsync("/api/courses?mode=online"))["items"]!.AsArray().Select(c => c!["courseCode"]!.GetValue<string>()).ToArray();

        var answers = await Task.WhenAll(Enumerable.Range(0, 2 * AtOnce).Select(i =>
            host.SendAsync(HttpMethod.Post, "/api/me/purchases", new { courseCode = courses[i % courses.Length] }, applicant.Token)));

        Assert.All(answers, a => Assert.Contains((int)a.StatusCode, (int[])[201, 409]));
        var training = (await applicant.MeAsync())["training"]!;
        var purchases = training["purchases"]!.AsArray();
        Assert.Equal(answers.Count(a => (int)a.StatusCode == 201), purchases.Count);
        Assert.Equal(purchases.Count, purchases.Select(p => p!["courseCode"]!.GetValue<string>()).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(3_500_000, training["balance"]!.GetValue<long>() + purchases.Sum(p => p!["price"]!.GetValue<long>()));
        Assert.True(training["balance"]!.GetValue<long>() >= 0);
    }

    [Fact]
    public async Task Key_UsedByManyAtOnce_RunsOnceAndOnlyForItsCaller()
    {
        await using var host = await RunningHost.StartAsync();
        var people = await Applicant.MakeAsync(host, 2);
        await people[0].RegisterAsync();
        await people[1].RegisterAsync();
        Task<HttpResponseMessage> FileAsync(Applicant who, string text) =>
            host.SendAsync(HttpMethod.Post, "/api/me/complaints", new { category = "other", text }, who.Token, ("Idempotency-Key", "one"));

        var answers = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => FileAsync(people[0], "Sama.")));

        Assert.All(answers, a => Assert.Contains((int)a.StatusCode, (int[])[201, 409]));
        Assert.Equal(422, (int)(await FileAsync(people[0], "Lain.")).StatusCode);
        using var other = await FileAsync(people[1], "Sama.");
        Assert.Equal(201, (int)other.StatusCode);
        Assert.False(other.Headers.Contains("Idempotency-Replayed"));
        Assert.Single((await people[0].GetAsync("/api/me/complaints"))["items"]!.AsArray());
    }

    [Fact]
    public async Task Report_SentManyTimesAtOnce_CountsOnce()
    {
        await using var host = await RunningHost.StartAsync();
        var applicant = await TraineeAsync(host);
        var (purchase, course) = await Training.BuyAsync(host, applicant);
        var code = purchase["redeemCode"]!.GetValue<string>();
        var partner = await Partner.FindAsync(host, course["institution"]!.GetValue<string>());

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => partner.AttendedAsync(code, 1, "same")));

        Assert.All(answers, a => Assert.Equal(202, (int)a.StatusCode));
        await host.GetOkAsync("/sandbox/clock");
        Assert.Equal([1], (await PurchaseAsync(applicant))["attended"]!.AsArray().Select(n => n!.GetValue<int>()));
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("2026-01-08T00:00:00+07:00")]
    public async Task Report_OfATimeBeforeThePurchase_IsRejected(string time)
    {
        await using var host = await RunningHost.StartAsync();
        var applicant = await TraineeAsync(host);
        var (purchase, course) = await Training.BuyAsync(host, applicant);
        var code = purchase["redeemCode"]!.GetValue<string>();
        var partner = await Partner.FindAsync(host, course["institution"]!.GetValue<string>());

        await partner.ReportAsync("training.attended", _ => new JsonObject { ["redeemCode"] = code, ["session"] = 1, ["attendedAt"] = time });
        await partner.ReportAsync("training.completed", _ => new JsonObject { ["redeemCode"] = code, ["completedAt"] = time, ["certificateNumber"] = "C-1", ["score"] = 80 });
        await host.GetOkAsync("/sandbox/clock");

        var after = await PurchaseAsync(applicant);
        Assert.Empty(after["attended"]!.AsArray());
        Assert.Equal("bought", after["state"]!.GetValue<string>());
    }

    private static async Task<Applicant> TraineeAsync(RunningHost host)
    {
        var applicant = (await Applicant.MakeAsync(host, 1))[0];
        await applicant.BecomeVerifiedAsync();
        await SchemeTests.WinAsync(host, applicant, "normal");
        return applicant;
    }

    private static async Task<JsonNode> PurchaseAsync(Applicant applicant) => (await applicant.MeAsync())["training"]!["purchases"]!.AsArray().Single()!;
}
