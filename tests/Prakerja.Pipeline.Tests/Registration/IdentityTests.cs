using Prakerja.Domain.Lifecycles;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Ports;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Registration;

public class IdentityTests
{
    private const string Nik = "3273014403950001";

    [Fact]
    public async Task Steps_AllDone_AreVerified()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var token = await harness.RegisterAsync("a", Nik, "+6281234567890");

        Assert.Equal(ParticipantState.Verified, (await harness.FindAsync(harness.IdOf(token))).State);
    }

    [Fact]
    public async Task ContestedNik_ApprovedByAReviewer_MovesTheClaim()
    {
        await using var harness = await PipelineHarness.StartAsync();
        var first = await harness.RegisterAsync("a", Nik, "+6281234567890");
        var second = await harness.RegisterAsync("b", Nik, "+6281234567891");
        Assert.Equal(("checking", "identity-review"), Flat(await harness.StepAsync(second, "identity")));

        var review = (await harness.AsStaffAsync(Access.Reviewer, "rina", "GET", "/api/admin/reviews")).Json["items"]!.AsArray().Single()!;
        Assert.Equal("contested", review["causes"]![0]!.GetValue<string>());
        var decided = await harness.AsStaffAsync(Access.Reviewer, "rina", "POST", $"/api/admin/reviews/{review["id"]}", new { decision = "approve", reason = "seen in person" });

        Assert.Equal(200, decided.Status);
        Assert.Equal(ParticipantState.Verified, (await harness.FindAsync(harness.IdOf(second))).State);
        Assert.Equal(ParticipantState.Refused, (await harness.FindAsync(harness.IdOf(first))).State);
        Assert.Contains("review", (await harness.ExpectAsync(200, "GET", "/api/me/access-log", null, second)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ContestedNik_LowFaceScore_LookTheSame()
    {
        await using var harness = await PipelineHarness.StartAsync();
        await harness.RegisterAsync("a", Nik, "+6281234567890");
        var contested = await harness.RegisterAsync("b", Nik, "+6281234567891");
        harness.World.Face = 10;
        var face = await harness.RegisterAsync("c", "3273014403950002", "+6281234567892");

        Assert.Equal(Flat(await harness.StepAsync(contested, "identity")), Flat(await harness.StepAsync(face, "identity")));
    }

    [Fact]
    public async Task Registry_Unavailable_WaitsAndThenPasses()
    {
        await using var harness = await PipelineHarness.StartAsync();
        harness.World.Civil[Nik] = new CivilAnswer(CivilOutcome.Unavailable);
        var token = await harness.RegisterAsync("a", Nik, "+6281234567890");
        await harness.AdvanceAsync(TimeSpan.FromMinutes(30));
        Assert.Equal(("checking", "registry-unavailable"), Flat(await harness.StepAsync(token, "identity")));

        harness.World.Civil.Remove(Nik);
        await harness.AdvanceAsync(TimeSpan.FromHours(1));

        Assert.Equal("done", (await harness.StepAsync(token, "identity")).State);
    }

    [Fact]
    public async Task Mismatch_ThreeTimes_IsRefusedFor24Hours()
    {
        await using var harness = await PipelineHarness.StartAsync();
        harness.World.Civil[Nik] = new CivilAnswer(CivilOutcome.Mismatch);
        var token = await harness.RegisterAsync("a", Nik, "+6281234567890");
        for (var mismatch = 2; mismatch <= 3; mismatch++)
        {
            Assert.Equal(("refused", "identity-mismatch"), Flat(await harness.StepAsync(token, "identity")));
            await harness.PutIdentityAsync(token, Nik, $"327301440395000{mismatch}");
            await harness.SettleAsync();
        }

        var fourth = await harness.ExpectAsync(429, "PUT", "/api/me/identity", new { nik = Nik, familyCardNumber = "3273014403950009" }, token);
        var other = await harness.LogInAsync("b@example.id");
        await harness.ExpectAsync(429, "PUT", "/api/me/identity", new { nik = Nik, familyCardNumber = "3273014403950009" }, other);

        Assert.Equal("86400", fourth.Headers.RetryAfter);
    }

    private static (string State, string Reason) Flat((string State, string[] Reasons) step) => (step.State, string.Join(',', step.Reasons));
}
