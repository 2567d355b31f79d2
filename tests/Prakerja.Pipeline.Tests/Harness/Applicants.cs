using Prakerja.Domain.Tests.Photos;
using Prakerja.Pipeline.Registration;
using Prakerja.Pipeline.Security;

namespace Prakerja.Pipeline.Tests.Harness;

/// <summary>Applicants who go through the steps over HTTP, as people do.</summary>
public static class Applicants
{
    public static ProfileRequest Profile(string regency = "32.73") => new(
        "Siti Aminah", "Bandung", new DateOnly(1995, 3, 4), "female", "Ibu", "Jalan Asia Afrika 1", regency, "SMA", "jobSeeker", false, false, false);

    public static DeclarationRequest Declaration => new(false, "none", false, 0, ["terms"], true);

    /// <summary>Registers and logs in: the token.</summary>
    public static async Task<string> LogInAsync(this PipelineHarness harness, string email, string? phone = null)
    {
        Assert.Equal(202, (await harness.SendAsync("POST", "/api/accounts", new { email, phone })).Status);
        await harness.SettleAsync();
        var session = await harness.SendAsync("POST", "/api/sessions", new { email, code = harness.CodeTo(email) });
        Assert.Equal(201, session.Status);
        return session.Json["accessToken"]!.GetValue<string>();
    }

    /// <summary>The code in the last message that had one.</summary>
    public static string CodeTo(this PipelineHarness harness, string to) => harness.World.Messages.Last(m => m.To == to && m.Code is not null).Code!;

    public static string IdOf(this PipelineHarness harness, string token) => harness.Get<AccessTokens>().Verify(token)!;

    /// <summary>All registration steps; settled, so checked as far as the outside world lets it.</summary>
    public static async Task<string> RegisterAsync(this PipelineHarness harness, string name, string nik, string phone)
    {
        var token = await harness.LogInAsync($"{name}@example.id", phone);
        await harness.PutIdentityAsync(token, nik);
        await harness.ExpectAsync(204, "PUT", "/api/me/profile", Profile(), token);
        await harness.ExpectAsync(204, "PUT", "/api/me/declaration", Declaration, token);
        await harness.PutPhotosAsync(token);
        await harness.VerifyPhoneAsync(token, phone);
        await harness.SettleAsync();
        return token;
    }

    public static Task<Answer> PutIdentityAsync(this PipelineHarness harness, string token, string nik, string card = "3273014403950001") =>
        harness.ExpectAsync(202, "PUT", "/api/me/identity", new { nik, familyCardNumber = card }, token);

    public static async Task PutPhotosAsync(this PipelineHarness harness, string token)
    {
        Assert.Equal(204, (await harness.PutPhotoAsync("/api/me/photos/ktp", token, Png.Photo())).Status);
        Assert.Equal(204, (await harness.PutPhotoAsync("/api/me/photos/selfie", token, Png.Photo())).Status);
    }

    public static Task<Answer> PutPhotoAsync(this PipelineHarness harness, string path, string token, byte[] photo, string type = "image/png") =>
        harness.SendAsync("PUT", path, photo, token, ("Content-Type", type));

    public static async Task VerifyPhoneAsync(this PipelineHarness harness, string token, string phone)
    {
        await harness.ExpectAsync(202, "POST", "/api/me/phone/codes", null, token);
        await harness.SettleAsync();
        await harness.ExpectAsync(204, "POST", "/api/me/phone/verifications", new { code = harness.CodeTo(phone) }, token);
    }

    public static async Task<Answer> ExpectAsync(this PipelineHarness harness, int status, string method, string path, object? body, string token)
    {
        var answer = await harness.SendAsync(method, path, body, token);
        Assert.True(answer.Status == status, $"{method} {path} answered {answer.Status}: {answer.Text}");
        return answer;
    }

    /// <summary>State of a step on the dashboard, and the codes of its reasons.</summary>
    public static async Task<(string State, string[] Reasons)> StepAsync(this PipelineHarness harness, string token, string step)
    {
        var me = await harness.ExpectAsync(200, "GET", "/api/me", null, token);
        var found = me.Json["steps"]!.AsArray().Single(s => s!["step"]!.GetValue<string>() == step)!;
        return (found["state"]!.GetValue<string>(), [.. found["reasons"]!.AsArray().Select(r => r!["code"]!.GetValue<string>())]);
    }
}
