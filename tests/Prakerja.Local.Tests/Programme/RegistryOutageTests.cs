namespace Prakerja.Local.Tests.Programme;

/// <summary>The registries are down for a day for everybody: nobody is lost, refused or asked to do anything again.</summary>
public sealed class RegistryOutageTests
{
    [Fact]
    public async Task Outage_OfADayAtEveryStep_EndsAsIfThereHadBeenNone()
    {
        await using var host = await RunningHost.StartAsync();
        var people = await Applicant.MakeAsync(host, 6);
        var (done, candidate, begun, late, blurred, wrong) = (people[0], people[1], people[2], people[3], people[4], people[5]);
        await done.BecomeVerifiedAsync();
        await candidate.BecomeVerifiedAsync();
        var batch = await Staff.OpenBatchAsync(host, "normal", new Dictionary<string, int> { [candidate.Regency] = 1 });
        await host.SettleAsync();
        await candidate.JoinAsync(batch);
        await begun.RegisterAsync();
        await host.PutOkAsync("/sandbox/registry", new { available = false });

        await begun.FillInAsync();
        await late.ApplyAsync();
        await host.PutOkAsync($"/sandbox/residents/{blurred.Nik}", new { faceScore = 10 });
        await blurred.ApplyAsync();
        await host.PutOkAsync($"/sandbox/residents/{wrong.Nik}", new { registry = "mismatch" });
        await wrong.ApplyAsync();
        await host.AdvanceAsync("P1D");
        foreach (var waiting in new[] { begun, late, blurred, wrong })
        {
            await waiting.LogInAgainAsync();
            Assert.Equal("verifying", await waiting.StateAsync());
            (await waiting.StepAsync("identity")).IsFor("registry-unavailable");
        }

        await host.PutOkAsync("/sandbox/registry", new { available = true });
        await host.AdvanceAsync("PT2H");

        Assert.Equal("verified", await begun.StateAsync());
        Assert.Equal("verified", await late.StateAsync());
        (await blurred.StepAsync("identity")).IsFor("identity-review");
        (await wrong.StepAsync("identity")).IsFor("identity-mismatch");
        await done.LogInAgainAsync();
        Assert.Equal("verified", await done.StateAsync());
        await host.AdvanceAsync("P4D");
        await candidate.LogInAgainAsync();
        Assert.Equal("selected", await candidate.StateAsync());
    }

    [Fact]
    public async Task Outage_WhileWinnersAreAwarded_DelaysAndLosesNobody()
    {
        await using var host = await RunningHost.StartAsync();
        var (applicant, _) = await CandidateAsync(host);
        await host.AdvanceAsync("P3DT1H");
        await host.PutOkAsync("/sandbox/registry", new { available = false });
        await host.AdvanceAsync("P2D");
        await applicant.LogInAgainAsync();
        Assert.Equal("candidate", await applicant.StateAsync());

        await host.PutOkAsync("/sandbox/registry", new { available = true });
        await host.AdvanceAsync("PT2H");

        Assert.Equal("selected", await applicant.StateAsync());
    }

    /// <summary>The beacon's round comes before the entries are committed to: nothing may be drawn from it.</summary>
    [Fact]
    public async Task Outage_OverTheClosing_HoldsTheBatchUntilItIsReleasedWithALaterRound()
    {
        await using var host = await RunningHost.StartAsync();
        var (applicant, batch) = await CandidateAsync(host);
        await host.AdvanceAsync("P2D");
        await host.PutOkAsync("/sandbox/registry", new { available = false });
        await host.AdvanceAsync("P2D");
        await host.PutOkAsync("/sandbox/registry", new { available = true });
        await host.AdvanceAsync("PT2H");
        var token = await Staff.TokenAsync(host, "operator");
        var held = await host.GetOkAsync($"/api/admin/batches/{batch}/readiness", token);
        Assert.Equal("held", held.Text("state"));
        Assert.Equal("beacon-round-passed", held["openChecks"]!.AsArray().Single(c => c!.Text("check") == "hold")!.Text("detail"));

        await host.ExpectAsync(202, HttpMethod.Post, $"/api/admin/batches/{batch}/release", null, token);
        var released = await host.PostOkAsync($"/api/admin/batches/{batch}/release/approval", null, await Staff.TokenAsync(host, "operator", 1));
        Assert.True((await host.GetOkAsync($"/api/admin/batches/{batch}/readiness", token)).Number("round") > held.Number("round"), released.ToJsonString());
        await host.AdvanceAsync("P1D");

        await applicant.LogInAgainAsync();
        Assert.Equal("selected", await applicant.StateAsync());
    }

    private static async Task<(Applicant Applicant, int Batch)> CandidateAsync(RunningHost host)
    {
        var applicant = (await Applicant.MakeAsync(host, 1))[0];
        await applicant.BecomeVerifiedAsync();
        var batch = await Staff.OpenBatchAsync(host, "normal", new Dictionary<string, int> { [applicant.Regency] = 1 });
        await host.SettleAsync();
        await applicant.JoinAsync(batch);
        return (applicant, batch);
    }
}
