using System.Text.Json;
using System.Text.Json.Nodes;
using Prakerja.Local.Sandbox.Residents;
using Prakerja.Local.Sandbox.Webhooks;
using Prakerja.Pipeline;

namespace Prakerja.Local.Sandbox.Autoplay;

/// <summary>What a selected resident does on a visit, through the real calls: links an account, buys a course, reviews what is completed, answers surveys.</summary>
internal sealed class ResidentPlay(InProcessHttp http, TrainingPlay training)
{
    private const int Surveys = 3;

    /// <summary>Whether there is a reason to come again tomorrow.</summary>
    public async Task<bool> VisitAsync(Resident resident, string token)
    {
        if (await GetAsync(token, "/api/me") is not { } me || (string?)me["state"] is not ("selected" or "training"))
        {
            return false;
        }

        if (me["paymentAccount"] is null)
        {
            await CallAsync(token, "PUT", "/api/me/payment-account", resident.PaymentAccounts[0]);
        }

        var purchases = me["training"]?["purchases"]?.AsArray() ?? [];
        if (!purchases.Any(p => (string?)p!["state"] is "bought" or "committed" or "completed"))
        {
            await BuyAsync(token);
        }

        foreach (var purchase in purchases.Where(p => (string?)p!["state"] == "completed" && p["rating"] is null))
        {
            await CallAsync(token, "POST", "/api/me/reviews", new { redeemCode = (string?)purchase!["redeemCode"], rating = 5, review = "Materinya jelas dan berguna." });
        }

        for (var survey = 0; survey <= Surveys; survey++)
        {
            await AnswerAsync(token, survey);
        }

        return true;
    }

    /// <summary>The course that starts first of those the bearer may buy.</summary>
    private async Task BuyAsync(string token)
    {
        var courses = (await GetAsync(token, "/api/courses?limit=200"))?["items"]?.AsArray() ?? [];
        var choice = courses.SelectMany(c => c!["schedules"]!.AsArray().Select(s => (Course: c, Schedule: s!)))
            .OrderBy(o => o.Schedule["startsAt"]!.GetValue<DateTimeOffset>()).ThenBy(o => (string?)o.Schedule["scheduleCode"], StringComparer.Ordinal).FirstOrDefault();
        if (choice.Course is null)
        {
            return;
        }

        var bought = await CallAsync(token, "POST", "/api/me/purchases", new { courseCode = (string?)choice.Course["courseCode"], scheduleCode = (string?)choice.Schedule["scheduleCode"] });
        if (bought.IsSuccess)
        {
            var code = (string)JsonNode.Parse(bought.Body.Span)!["redeemCode"]!;
            await training.PlanAsync(code, (string)choice.Course["institution"]!, choice.Schedule.Deserialize<PlayedSchedule>(PipelineJson.Options)!);
        }
    }

    private async Task AnswerAsync(string token, int survey)
    {
        if (await GetAsync(token, $"/api/me/surveys/{survey}") is not { } open || (string?)open["state"] != "open")
        {
            return;
        }

        var answers = open["questions"]!.AsArray().ToDictionary(q => (string)q!["id"]!, q => (string)q!["options"]![0]!["id"]!, StringComparer.Ordinal);
        await CallAsync(token, "POST", $"/api/me/surveys/{survey}", new { answers });
    }

    private async Task<JsonNode?> GetAsync(string token, string target)
    {
        var answer = await http.CallAsync("GET", target, Bearer(token), default);
        return answer.IsSuccess ? JsonNode.Parse(answer.Body.Span) : null;
    }

    private Task<InProcessAnswer> CallAsync(string token, string method, string target, object body) =>
        http.CallAsync(method, target, Bearer(token), JsonSerializer.SerializeToUtf8Bytes(body, body.GetType(), PipelineJson.Options));

    private static Dictionary<string, string> Bearer(string token) => new(StringComparer.Ordinal) { ["Authorization"] = "Bearer " + token };
}
