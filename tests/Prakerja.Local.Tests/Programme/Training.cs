using System.Text.Json.Nodes;

namespace Prakerja.Local.Tests.Programme;

/// <summary>An applicant's first course, from purchase to review.</summary>
public static class Training
{
    public static async Task<(JsonNode Purchase, JsonNode Course)> BuyAsync(IServed host, Applicant applicant)
    {
        await applicant.LogInAgainAsync();
        var courses = await applicant.GetAsync("/api/courses?mode=online");
        var course = courses["items"]![0]!;
        var purchase = await host.ExpectAsync(201, HttpMethod.Post, "/api/me/purchases", new { courseCode = course["courseCode"]!.GetValue<string>() }, applicant.Token);
        return (purchase, course);
    }

    /// <summary>The partner commits, reports every session and the completion. <paramref name="shuffle"/>: reports twice each and in reverse order.</summary>
    public static async Task CompleteAsync(IServed host, Applicant applicant, JsonNode purchase, JsonNode course, bool shuffle = false)
    {
        var code = purchase["redeemCode"]!.GetValue<string>();
        var partner = await Partner.FindAsync(host, course["institution"]!.GetValue<string>());
        Assert.True((await partner.StatusAsync(code)).IsSuccessStatusCode);
        Assert.True((await partner.CommitAsync(code)).IsSuccessStatusCode);
        var bought = (await applicant.MeAsync())["training"]!["purchases"]!.AsArray().Single(p => p!["redeemCode"]!.GetValue<string>() == code)!;
        var reports = Enumerable.Range(1, bought["sessions"]!.GetValue<int>())
            .Select(session => (Func<Task<HttpResponseMessage>>)(() => partner.AttendedAsync(code, session, $"att-{code}-{session}")))
            .Append(() => partner.CompletedAsync(code, $"done-{code}"))
            .ToList();
        if (shuffle)
        {
            reports.Reverse();
            reports = [.. reports, .. reports];
        }

        foreach (var report in reports)
        {
            Assert.Equal(202, (int)(await report()).StatusCode);
        }

        await host.GetOkAsync("/sandbox/clock");
        await host.ExpectAsync(201, HttpMethod.Post, "/api/me/reviews", new { redeemCode = code, rating = 5, review = "Bermanfaat." }, applicant.Token);
    }

    public static async Task AnswerSurveyAsync(IServed host, Applicant applicant, int number)
    {
        var survey = await applicant.GetAsync($"/api/me/surveys/{number}");
        var answers = survey["questions"]!.AsArray().ToDictionary(q => q!["id"]!.GetValue<string>(), q => q!["options"]![0]!["id"]!.GetValue<string>());
        await host.ExpectAsync(201, HttpMethod.Post, $"/api/me/surveys/{number}", new { answers }, applicant.Token);
    }
}
