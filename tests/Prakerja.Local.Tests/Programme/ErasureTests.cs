namespace Prakerja.Local.Tests.Programme;

/// <summary>DELETE /api/me: nothing personal is left, the token is dead, and an award once given is still known.</summary>
public sealed class ErasureTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private RunningHost Host => fixture.Host;

    [Fact]
    public async Task Applicant_Erased_TokenOpensNothingAndTheyCanRegisterAnew()
    {
        var person = await fixture.SomebodyAsync();
        await person.BecomeVerifiedAsync();
        await EraseAsync(person);

        foreach (var path in new[] { "/api/me", "/api/me/data", "/api/me/notifications", "/api/me/complaints", "/api/me/test", "/api/me/access-log" })
        {
            await Host.ExpectAsync(401, HttpMethod.Get, path, null, person.Token);
        }

        await person.BecomeVerifiedAsync();
    }

    [Fact]
    public async Task Recipient_Erased_CannotBeAwardedAgain()
    {
        var person = await fixture.WinnerAsync("normal");
        await EraseAsync(person);

        await person.ApplyAsync();

        Assert.Equal("refused", await person.StateAsync());
        Assert.Contains("already-recipient", (await person.StepAsync("eligibility")).Reasons());
    }

    [Fact]
    public async Task Candidate_ErasedBeforeTheDraw_IsNotInTheResult()
    {
        var people = await fixture.NeighboursAsync(2);
        var batch = await Staff.OpenBatchAsync(Host, "normal", new Dictionary<string, int> { [people[0].Regency] = 1 });
        await Host.SettleAsync();
        await people[0].JoinAsync(batch);
        await people[1].JoinAsync(batch);
        await EraseAsync(people[0]);

        await Host.AdvanceAsync("P4D");

        await people[1].LogInAgainAsync();
        Assert.Equal("selected", await people[1].StateAsync());
        Assert.Single((await (await Host.Http.GetAsync($"/api/public/batches/{batch}/draw/entries")).Content.ReadAsStringAsync()).TrimEnd('\n').Split('\n'));
    }

    private async Task EraseAsync(Applicant person)
    {
        await Host.ExpectAsync(204, HttpMethod.Delete, "/api/me", null, person.Token);
        await Host.SettleAsync();
    }
}
