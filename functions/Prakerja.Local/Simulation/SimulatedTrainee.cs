using System.Text.Json.Nodes;
using Prakerja.Local.Sandbox.Payments;
using Prakerja.Local.Sandbox.Residents;
using Prakerja.Local.Sandbox.Webhooks;

namespace Prakerja.Local.Simulation;

/// <summary>
/// What a selected person does with the card. Assumed: 7 in 100 never buy (364,622 of some 5.6 M were revoked), 4 never finish, 3 never
/// review, 2 never link an account, 2 hand in somebody else's account first, 15 leave each survey unanswered.
/// </summary>
internal sealed class SimulatedTrainee(SimulationWorld world, Resident resident, Dice dice, Func<string> token, Func<Task<bool>> logIn)
{
    public async Task LiveAsync(JsonNode me)
    {
        if (dice.Percent(7))
        {
            return;
        }

        await world.Agenda.PassAsync(TimeSpan.FromHours(dice.Next(12 * 24)));
        await logIn();
        if (await BuyAsync(me["training"]!["balance"]!.GetValue<long>()) is not { } course || dice.Percent(4))
        {
            return;
        }

        await LearnAsync(course);
        await LinkAsync();
        await CorrectAsync();
        await AnswerSurveysAsync();
    }

    private async Task<BoughtCourse?> BuyAsync(long balance)
    {
        var offers = await CallAsync("GET", "/api/courses?mode=online&limit=200", null);
        var affordable = offers?["items"]?.AsArray().Where(c => c!["price"]!.GetValue<long>() <= balance).ToArray() ?? [];
        if (affordable.Length == 0)
        {
            return null;
        }

        var offer = dice.Pick(affordable)!;
        var bought = await CallAsync("POST", "/api/me/purchases", new { courseCode = offer["courseCode"]!.GetValue<string>() });
        if (bought is null)
        {
            return null;
        }

        var purchases = (await CallAsync("GET", "/api/me", null))?["training"]?["purchases"]?.AsArray() ?? [];
        var code = bought["redeemCode"]!.GetValue<string>();
        var sessions = purchases.Single(p => p!["redeemCode"]!.GetValue<string>() == code)!["sessions"]!.GetValue<int>();
        return new BoughtCourse(code, offer["institution"]!.GetValue<string>(), sessions);
    }

    /// <summary>The institution reports every session and the completion; 1 in 20 reports twice, 1 in 20 the completion first.</summary>
    private async Task LearnAsync(BoughtCourse course)
    {
        await world.Agenda.PassAsync(TimeSpan.FromDays(1 + dice.Next(14)));
        var reports = new List<Webhook>();
        for (var session = 1; session <= course.Sessions; session++)
        {
            reports.Add(Report(course, "training.attended", $"{course.RedeemCode}-{session}", new { course.RedeemCode, session, attendedAt = world.Now }));
        }

        reports.Add(Report(course, "training.completed", course.RedeemCode, new
        {
            course.RedeemCode, completedAt = world.Now, certificateNumber = $"SIM-{course.RedeemCode}", score = 60 + dice.Next(41),
        }));
        if (dice.Percent(5))
        {
            reports.Reverse();
        }

        foreach (var report in dice.Percent(5) ? [.. reports, .. reports] : reports)
        {
            await world.Partners.SendAsync(report);
        }

        await world.Agenda.PassAsync(TimeSpan.FromMinutes(5 + dice.Next(2880)));
        await logIn();
        if (!dice.Percent(3))
        {
            await CallAsync("POST", "/api/me/reviews", new { redeemCode = course.RedeemCode, rating = 3 + dice.Next(3), review = "Bermanfaat." });
        }
    }

    private static Webhook Report(BoughtCourse course, string type, string subject, object data) =>
        Webhook.Of(course.Institution, Webhook.Training, type, subject, DateTimeOffset.UnixEpoch, data);

    private async Task LinkAsync()
    {
        if (dice.Percent(2))
        {
            return;
        }

        var account = resident.PaymentAccounts[0];
        if (world.Troubles.BehaviourOf(dice) is var behaviour and not PaymentBehaviour.Pay)
        {
            await world.Payments.SetBehaviourAsync(account.Account, behaviour);
        }

        if (dice.Percent(2))
        {
            await CallAsync("PUT", "/api/me/payment-account", new { provider = "bni", account = "9999" + resident.Nik[..8] });
            await world.Agenda.PassAsync(TimeSpan.FromDays(1 + dice.Next(3)));
            await logIn();
        }

        await CallAsync("PUT", "/api/me/payment-account", new { provider = account.Provider, account = account.Account });
    }

    /// <summary>Some days later the bank answers again, or has reactivated the account: then the person hands it, or another one, in again.</summary>
    private async Task CorrectAsync()
    {
        var account = resident.PaymentAccounts[0];
        var behaviour = await world.Payments.BehaviourAsync(account.Account);
        if (behaviour is not (PaymentBehaviour.Reject or PaymentBehaviour.NoReply))
        {
            return;
        }

        await world.Agenda.PassAsync(TimeSpan.FromHours(30 + dice.Next(5 * 24)));
        await world.Payments.SetBehaviourAsync(account.Account, PaymentBehaviour.Pay);
        if (behaviour == PaymentBehaviour.Reject)
        {
            await logIn();
            var other = resident.PaymentAccounts[^1];
            await CallAsync("PUT", "/api/me/payment-account", new { provider = other.Provider, account = other.Account });
        }
    }

    private async Task AnswerSurveysAsync()
    {
        for (var number = 1; number <= 3; number++)
        {
            await world.Agenda.PassAsync(TimeSpan.FromDays(30) + TimeSpan.FromHours(2 + dice.Next(120)));
            if (dice.Percent(15) || world.Now >= world.End)
            {
                continue;
            }

            await logIn();
            var incentives = (await CallAsync("GET", "/api/me", null))?["incentives"]?.AsArray() ?? [];
            if (!incentives.Any(i => i!["key"]!.GetValue<string>() == $"survey-{number}" && i["state"]!.GetValue<string>() != "cancelled" && i["opensAt"] is { } opens && opens.GetValue<DateTimeOffset>() <= world.Now))
            {
                continue;
            }

            if (await CallAsync("GET", $"/api/me/surveys/{number}", null) is { } survey)
            {
                var answers = survey["questions"]!.AsArray().ToDictionary(q => q!["id"]!.GetValue<string>(), q => dice.Pick(q!["options"]!.AsArray().ToArray())!["id"]!.GetValue<string>());
                await CallAsync("POST", $"/api/me/surveys/{number}", new { answers });
            }
        }
    }

    private Task<JsonNode?> CallAsync(string method, string path, object? body) => world.CallAsync(method, path, body, token());

    private sealed record BoughtCourse(string RedeemCode, string Institution, int Sessions);
}
