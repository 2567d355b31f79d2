namespace Prakerja.Local.Tests.Programme;

/// <summary>Other social aid barred in 2021 and 2022.</summary>
public sealed class SocialAidTests
{
    [Fact]
    public async Task Applicant_AidedIn2021_IsRefusedUntilTheDeclarationIsCorrected()
    {
        await using var host = await RunningHost.StartAsync("2021-06-07T08:00:00+07:00");
        var people = await Applicant.MakeAsync(host, 2);
        await host.PutOkAsync($"/sandbox/residents/{people[0].Nik}", new { socialAid = true });
        people[1].Resident["declaration"]!["receivesSocialAid"] = true;
        foreach (var person in people)
        {
            await person.ApplyAsync();
            Assert.Equal("refused", await person.StateAsync());
            (await person.StepAsync("eligibility")).IsFor("social-aid");
        }

        people[1].Resident["declaration"]!["receivesSocialAid"] = false;
        await people[1].PutAsync("/api/me/declaration", people[1].Resident["declaration"]!);
        await host.SettleAsync();
        Assert.Equal("verified", await people[1].StateAsync());
    }
}
