using System.Text.Json.Nodes;
using Prakerja.Local.Sandbox.Residents;

namespace Prakerja.Local.Simulation;

/// <summary>
/// One person's year. How many go how far follows the published funnel of batch 1 (programme.md, Scale): 74.24 % open the e-mail, 74.38 % of those
/// hand in an identity; the rest are assumptions, said at each.
/// </summary>
internal sealed class SimulatedApplicant(SimulationWorld world, Resident resident, int index, byte[] photo)
{
    private readonly Dice dice = world.DiceOf(index);
    private string? token;

    public async Task LiveAsync()
    {
        // Assumed: most come in the first three days, 5 in 100 within three weeks.
        await world.Agenda.PassAsync(TimeSpan.FromMinutes(dice.Next((dice.Percent(5) ? 21 : 3) * 24 * 60)));
        await world.CallAsync("POST", "/api/accounts", new { email = resident.Email, phone = resident.Phone }, null);
        await PassMinutesAsync(1, 8);
        if (dice.Next(10_000) >= 7424 || !await LogInAsync() || dice.Next(10_000) >= 7438)
        {
            return;
        }

        await FillInAsync();
        await PassMinutesAsync(2, 60);
        await TakeTestAsync();
        await TakePartAsync();
    }

    private async Task FillInAsync()
    {
        await PutAsync("/api/me/identity", new { nik = resident.Nik, resident.FamilyCardNumber });
        // Assumed: 2 in 100 mistype their mother's name at first.
        var mistyped = dice.Percent(2);
        await PutAsync("/api/me/profile", mistyped ? resident.Profile with { MothersMaidenName = "Salah Ketik" } : resident.Profile);
        await PutAsync("/api/me/photos/ktp", (photo, "image/png"));
        await PutAsync("/api/me/photos/selfie", (photo, "image/png"));
        await PostAsync("/api/me/phone/codes", null);
        await PassMinutesAsync(1, 5);
        await PostAsync("/api/me/phone/verifications", new { code = await world.CodeAsync(resident.Phone) });
        await PutAsync("/api/me/declaration", resident.Declaration);
        if (mistyped)
        {
            await PassMinutesAsync(10, 600);
            await PutAsync("/api/me/profile", resident.Profile);
        }
    }

    private async Task TakeTestAsync()
    {
        if (await GetAsync("/api/me/test") is { } test)
        {
            var answers = test["questions"]!.AsArray().ToDictionary(q => q!["id"]!.GetValue<string>(), q => dice.Pick(q!["options"]!.AsArray().ToArray())!["id"]!.GetValue<string>());
            await PutAsync("/api/me/test/answers", new { answers });
            await PostAsync("/api/me/test/submission", null);
        }
    }

    /// <summary>Looks in every week until there is nothing more to do.</summary>
    private async Task TakePartAsync()
    {
        while (world.Now < world.End)
        {
            await LogInAsync();
            var me = await GetAsync("/api/me");
            switch (me?["state"]?.GetValue<string>())
            {
                case "verified":
                    await JoinAsync();
                    break;
                case "selected":
                    await new SimulatedTrainee(world, resident, dice, () => token!, LogInAsync).LiveAsync(me!);
                    return;
                case "refused" or "revoked" or "withdrawn" or null:
                    return;
            }

            await UntilNextWeekAsync();
        }
    }

    private async Task JoinAsync()
    {
        var batches = await GetAsync($"/api/batches?regency={resident.Profile.Regency}");
        if (batches?["items"]?.AsArray() is [var first, ..])
        {
            await PutAsync("/api/me/batch", new { batch = first!["batch"]!.GetValue<int>() });
        }
    }

    /// <summary>Saturday morning, when results are out and the next batch is open.</summary>
    private Task UntilNextWeekAsync()
    {
        var wib = world.Now.ToOffset(TimeSpan.FromHours(7));
        var days = ((int)DayOfWeek.Saturday - (int)wib.DayOfWeek + 7) % 7;
        var saturday = new DateTimeOffset(wib.Date, wib.Offset).AddDays(days == 0 ? 7 : days);
        return world.Agenda.UntilAsync(saturday.AddHours(9).AddMinutes(dice.Next(3000)));
    }

    private async Task<bool> LogInAsync()
    {
        if (token is not null)
        {
            await world.CallAsync("POST", "/api/sessions/codes", new { email = resident.Email }, null);
            await PassMinutesAsync(1, 3);
        }

        if (await world.CodeAsync(resident.Email) is not { } code)
        {
            return false;
        }

        token = (await world.CallAsync("POST", "/api/sessions", new { email = resident.Email, code }, null))?["accessToken"]?.GetValue<string>();
        return token is not null;
    }

    private Task PassMinutesAsync(int from, int to) => world.Agenda.PassAsync(TimeSpan.FromSeconds((from * 60) + dice.Next((to - from) * 60)));

    private Task<JsonNode?> GetAsync(string path) => world.CallAsync("GET", path, null, token);

    private Task<JsonNode?> PutAsync(string path, object body) => world.CallAsync("PUT", path, body, token);

    private Task<JsonNode?> PostAsync(string path, object? body) => world.CallAsync("POST", path, body, token);
}
