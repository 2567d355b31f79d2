namespace Prakerja.Local.Tests.Programme;

public sealed class RegistrationTests
{
    [Fact]
    public async Task Applicant_CompletesEverything_IsVerified()
    {
        await using var host = await RunningHost.StartAsync();
        var applicant = (await Applicant.MakeAsync(host, 1))[0];

        await applicant.BecomeVerifiedAsync();

        var me = await applicant.MeAsync();
        Assert.All(me["steps"]!.AsArray(), step => Assert.Equal("done", step!["state"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Registry_DownForADay_WaitsAndThenVerifies()
    {
        await using var host = await RunningHost.StartAsync();
        var applicant = (await Applicant.MakeAsync(host, 1))[0];
        await host.PutOkAsync($"/sandbox/residents/{applicant.Nik}", new { registry = "unavailable" });
        await applicant.RegisterAsync();
        await applicant.FillInAsync();
        await host.AdvanceAsync("PT23H");
        await applicant.LogInAgainAsync();
        Assert.Equal("verifying", await applicant.StateAsync());

        await host.PutOkAsync($"/sandbox/residents/{applicant.Nik}", new { registry = "match" });
        await host.AdvanceAsync("PT2H");

        Assert.Equal("verified", await applicant.StateAsync());
    }

    [Fact]
    public async Task Host_Restarted_KeepsClockAndPeople()
    {
        await using var host = await RunningHost.StartAsync();
        var applicant = (await Applicant.MakeAsync(host, 1))[0];
        await applicant.BecomeVerifiedAsync();
        await host.AdvanceAsync("P1D");
        var before = await host.NowAsync();

        await host.RestartAsync();

        Assert.Equal(before, await host.NowAsync());
        await applicant.LogInAgainAsync();
        Assert.Equal("verified", await applicant.StateAsync());
    }
}
