using System.Text.Json.Nodes;

namespace Prakerja.Local.Tests.Programme;

/// <summary>A contested NIK and a low face score look the same to the applicant and are decided by a person.</summary>
public sealed class IdentityReviewTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private RunningHost Host => fixture.Host;

    [Fact]
    public async Task ContestedNik_Approved_MovesTheIdentityToTheSecondAccount()
    {
        var (first, second) = await ContestAsync();

        await second.ReviewAsync("approve");

        Assert.Equal("verified", await second.StateAsync());
        Assert.Equal("refused", await first.StateAsync());
        (await first.StepAsync("identity")).IsFor("identity-rejected");
    }

    [Fact]
    public async Task ContestedNik_Rejected_StaysWithTheFirstAccount()
    {
        var (first, second) = await ContestAsync();

        await second.ReviewAsync("reject");

        Assert.Equal("verified", await first.StateAsync());
        Assert.Equal("refused", await second.StateAsync());
        (await second.StepAsync("identity")).IsFor("identity-rejected");
    }

    [Theory]
    [InlineData("approve", "verified")]
    [InlineData("reject", "refused")]
    public async Task LowFaceScore_Decided_EndsAsDecided(string decision, string state)
    {
        var person = await WithLowScoreAsync();
        Assert.Equal("verifying", await person.StateAsync());

        await person.ReviewAsync(decision);

        Assert.Equal(state, await person.StateAsync());
    }

    [Fact]
    public async Task Photos_OfACase_OpenByTheirLinksUntilTheyExpire()
    {
        var person = await WithLowScoreAsync();
        var id = await person.IdAsync();
        var links = (await Staff.ReviewsAsync(Host)).Single(r => r.Text("participantId") == id)["photos"]!.AsArray().Select(p => p!.GetValue<string>()).ToArray();
        Assert.Equal(2, links.Length);
        using var http = new HttpClient();

        foreach (var link in links)
        {
            using var photo = await http.GetAsync(link);
            Assert.Equal((200, "image/png"), ((int)photo.StatusCode, photo.Content.Headers.ContentType?.MediaType));
            Assert.Equal(404, (int)(await http.GetAsync(link[..^1])).StatusCode);
        }

        await Host.AdvanceAsync("PT16M");
        Assert.Equal(404, (int)(await http.GetAsync(links[0])).StatusCode);
    }

    [Fact]
    public async Task Dashboard_ContestedNikOrLowFaceScore_ShowsNoDifference()
    {
        var (_, contested) = await ContestAsync();
        var blurred = await WithLowScoreAsync();

        Assert.Equal("verifying", await contested.StateAsync());
        (await contested.StepAsync("identity")).IsFor("identity-review");
        Assert.Equal(await SeenAsync(blurred), await SeenAsync(contested));
    }

    /// <summary>Everything the applicant can read about the case, their own id, address and times aside.</summary>
    private static async Task<string> SeenAsync(Applicant person)
    {
        var me = await person.MeAsync();
        me["participantId"] = "";
        var notices = (await person.GetAsync("/api/me/notifications"))["items"]!.AsArray();
        var texts = notices.Select(n => $"{n!["template"]} {n["subject"]} {n["body"]}");
        return new JsonObject { ["me"] = me, ["notices"] = string.Join('\n', texts) }.ToJsonString();
    }

    private async Task<(Applicant First, Applicant Second)> ContestAsync()
    {
        var (first, second) = (await fixture.SomebodyAsync(), await fixture.SomebodyAsync());
        await first.BecomeVerifiedAsync();
        second.TakeIdentityOf(first);
        await second.ApplyAsync();
        return (first, second);
    }

    private async Task<Applicant> WithLowScoreAsync()
    {
        var person = await fixture.SomebodyAsync();
        await Host.PutOkAsync($"/sandbox/residents/{person.Nik}", new { faceScore = 41 });
        await person.ApplyAsync();
        return person;
    }
}
