using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Peaks;

/// <summary>One of many who register in the same second.</summary>
internal sealed class PeakApplicant(PipelineHarness harness, int number)
{
    private readonly string email = $"peak{number}@example.id";
    private readonly string phone = $"+62813{number:D8}";
    private string token = "";

    /// <summary>Known after the log-in.</summary>
    public string Shard => ParticipantKeys.Shard(harness.IdOf(token));

    public async Task RegisterAsync()
    {
        var answer = await harness.SendAsync("POST", "/api/accounts", new { email, phone }, null, ("Idempotency-Key", $"peak-{number}"));
        Assert.Equal(202, answer.Status);
    }

    public async Task LogInAsync()
    {
        var session = await harness.SendAsync("POST", "/api/sessions", new { email, code = harness.CodeTo(email) });
        token = session.Json["accessToken"]!.GetValue<string>();
    }

    public async Task TakeStepsAsync()
    {
        await harness.PutIdentityAsync(token, People.NikOf(number), $"327301{number:D10}");
        await harness.ExpectAsync(204, "PUT", "/api/me/profile", Applicants.Profile(), token);
        await harness.ExpectAsync(204, "PUT", "/api/me/declaration", Applicants.Declaration, token);
        await harness.PutPhotosAsync(token);
        await harness.VerifyPhoneAsync(token, phone);
    }

    public async Task LookAsync()
    {
        await harness.ExpectAsync(200, "GET", "/api/me", null, token);
        await harness.ExpectAsync(200, "GET", "/api/batches", null, token);
    }

    public async Task ExpectVerifiedAsync() => Assert.Equal("done", (await harness.StepAsync(token, "identity")).State);
}
