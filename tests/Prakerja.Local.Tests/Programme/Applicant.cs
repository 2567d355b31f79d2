using System.Text.Json.Nodes;

namespace Prakerja.Local.Tests.Programme;

/// <summary>A resident of the sandbox at their phone: registers, applies, learns and is paid, over HTTP only.</summary>
public sealed class Applicant(IServed host, JsonNode resident)
{
    public JsonNode Resident => resident;

    public string Token { get; private set; } = "";

    public string Nik => resident.Text("nik");

    public string Card => resident.Text("familyCardNumber");

    public string Regency => resident["profile"]!.Text("regency");

    public static async Task<IReadOnlyList<Applicant>> MakeAsync(IServed host, int count, int seed = 7)
    {
        var residents = await host.PostOkAsync("/sandbox/residents", new { count, seed });
        return [.. residents.AsArray().Select(r => new Applicant(host, r!))];
    }

    /// <summary>Gives another person's NIK, family card and personal data as their own.</summary>
    public void TakeIdentityOf(Applicant other)
    {
        foreach (var part in new[] { "nik", "familyCardNumber", "profile" })
        {
            resident[part] = other.Resident[part]!.DeepClone();
        }
    }

    public async Task RegisterAsync()
    {
        var (email, phone) = (resident["email"]!.GetValue<string>(), resident["phone"]!.GetValue<string>());
        await host.ExpectAsync(202, HttpMethod.Post, "/api/accounts", new { email, phone });
        await LogInAsync();
    }

    public async Task LogInAsync()
    {
        var email = resident["email"]!.GetValue<string>();
        var session = await host.ExpectAsync(201, HttpMethod.Post, "/api/sessions", new { email, code = await CodeAsync(email) });
        Token = session["accessToken"]!.GetValue<string>();
    }

    /// <summary>A fresh token: a session lasts 12 hours.</summary>
    public async Task LogInAgainAsync()
    {
        await host.ExpectAsync(202, HttpMethod.Post, "/api/sessions/codes", new { email = resident["email"]!.GetValue<string>() });
        await host.GetOkAsync("/sandbox/clock");
        await LogInAsync();
    }

    public async Task FillInAsync()
    {
        await PutAsync("/api/me/identity", new { nik = Nik, familyCardNumber = Card });
        await PutAsync("/api/me/profile", resident["profile"]!);
        await host.SendOkAsync(HttpMethod.Put, "/api/me/photos/ktp", Photos.Png(), Token);
        await host.SendOkAsync(HttpMethod.Put, "/api/me/photos/selfie", Photos.Png(), Token);
        await VerifyPhoneAsync();
        await PutAsync("/api/me/declaration", resident["declaration"]!);
    }

    public async Task VerifyPhoneAsync()
    {
        await host.ExpectAsync(202, HttpMethod.Post, "/api/me/phone/codes", null, Token);
        await host.ExpectAsync(204, HttpMethod.Post, "/api/me/phone/verifications", new { code = await CodeAsync(resident["phone"]!.GetValue<string>()) }, Token);
    }

    public async Task TakeTestAsync()
    {
        var test = await GetAsync("/api/me/test");
        var answers = test["questions"]!.AsArray().ToDictionary(q => q!["id"]!.GetValue<string>(), q => q!["options"]![0]!["id"]!.GetValue<string>());
        await PutAsync("/api/me/test/answers", new { answers });
        await PostAsync("/api/me/test/submission", null);
    }

    /// <summary>Registers, does every step and waits for what follows from it.</summary>
    public async Task ApplyAsync()
    {
        await RegisterAsync();
        await FillInAsync();
        await TakeTestAsync();
        await host.SettleAsync();
    }

    /// <summary>Everything up to being able to join a batch.</summary>
    public async Task BecomeVerifiedAsync()
    {
        await ApplyAsync();
        Assert.Equal("verified", await StateAsync());
    }

    /// <summary>A reviewer decides this applicant's open case.</summary>
    public async Task ReviewAsync(string decision)
    {
        var id = await IdAsync();
        var review = Assert.Single(await Staff.ReviewsAsync(host), r => r.Text("participantId") == id);
        await host.ExpectAsync(
            200, HttpMethod.Post, $"/api/admin/reviews/{review.Text("id")}", new { decision, reason = "Foto dan data telah dibandingkan." }, await Staff.TokenAsync(host, "reviewer"));
        await host.SettleAsync();
    }

    public Task<JsonNode> MeAsync() => GetAsync("/api/me");

    public async Task<string> StateAsync() => (await MeAsync()).Text("state");

    public async Task<string> IdAsync() => (await MeAsync()).Text("participantId");

    /// <summary>The same, whether or not the token has expired meanwhile.</summary>
    public async Task<string> LoggedInIdAsync()
    {
        await LogInAgainAsync();
        return await IdAsync();
    }

    /// <summary>A step of the dashboard, in the language asked for.</summary>
    public async Task<JsonNode> StepAsync(string step, string language = "id")
    {
        using var response = await host.SendAsync(HttpMethod.Get, "/api/me", null, Token, ("Accept-Language", language));
        var me = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        return me["steps"]!.AsArray().Single(s => s!.Text("step") == step)!;
    }

    /// <summary>What the history of batches says about one batch.</summary>
    public async Task<JsonNode> BatchAsync(int batch) => (await MeAsync())["batches"]!.AsArray().Single(b => b!["batch"]!.GetValue<int>() == batch)!;

    public async Task<JsonNode> IncentiveAsync(string key) => (await MeAsync())["incentives"]!.AsArray().Single(i => i!.Text("key") == key)!;

    public Task<JsonNode> JoinAsync(int batch) => host.ExpectAsync(202, HttpMethod.Put, "/api/me/batch", new { batch }, Token);

    public Task<JsonNode> LinkAccountAsync(int which = 0)
    {
        var account = resident["paymentAccounts"]![which]!;
        return PutAsync("/api/me/payment-account", new { provider = account["provider"]!.GetValue<string>(), account = account["account"]!.GetValue<string>() });
    }

    public Task<JsonNode> GetAsync(string path) => host.GetOkAsync(path, Token);

    public Task<JsonNode> PutAsync(string path, object body) => host.PutOkAsync(path, body, Token);

    public Task<JsonNode> PostAsync(string path, object? body) => host.PostOkAsync(path, body, Token);

    private async Task<string> CodeAsync(string to)
    {
        var messages = await host.GetOkAsync($"/sandbox/messages?to={Uri.EscapeDataString(to)}");
        return messages.AsArray().Last(m => m!["code"] is not null)!["code"]!.GetValue<string>();
    }
}
