namespace Prakerja.Local.Tests.Programme;

/// <summary>At most two recipients on one family card, whatever the places.</summary>
public sealed class FamilyCardTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private RunningHost Host => fixture.Host;

    [Fact]
    public async Task ThirdMember_PlacesForAll_IsLeftOutInThisBatchAndTheNext()
    {
        var family = await FamilyAsync();
        var batch = await PlayAsync(family);
        var outcomes = new List<(Applicant Member, string Outcome)>();
        foreach (var member in family)
        {
            outcomes.Add((member, (await member.BatchAsync(batch)).Text("state")));
        }

        Assert.Equal(["household", "selected", "selected"], outcomes.Select(o => o.Outcome).Order());
        var third = outcomes.Single(o => o.Outcome == "household").Member;
        Assert.Equal("verified", await third.StateAsync());
        (await third.BatchAsync(batch)).IsFor("household");

        await Host.AdvanceAsync("P3D");
        var later = await PlayAsync([third]);

        Assert.Equal("household", (await third.BatchAsync(later)).Text("state"));
        (await third.BatchAsync(later)).IsFor("household-cap");
        Assert.Equal("verified", await third.StateAsync());
    }

    [Fact]
    public async Task ThirdMember_AnotherIsRevoked_MayBeSelectedLater()
    {
        var family = await FamilyAsync();
        var batch = await PlayAsync(family);
        Applicant? third = null;
        foreach (var member in family)
        {
            third = (await member.BatchAsync(batch)).Text("state") == "household" ? member : third;
        }

        await Host.AdvanceAsync("P15D");
        var later = await PlayAsync([third!]);

        Assert.Equal("selected", (await third!.BatchAsync(later)).Text("state"));
    }

    /// <summary>Three people whom the civil registry knows on one card.</summary>
    private async Task<IReadOnlyList<Applicant>> FamilyAsync()
    {
        var people = await fixture.PeopleAsync(3);
        foreach (var person in people)
        {
            person.Resident["familyCardNumber"] = people[0].Card;
            await Host.PutOkAsync($"/sandbox/residents/{person.Nik}", new { familyCardNumber = people[0].Card });
            await person.BecomeVerifiedAsync();
        }

        return people;
    }

    private async Task<int> PlayAsync(IReadOnlyList<Applicant> people)
    {
        var places = people.GroupBy(p => p.Regency).ToDictionary(g => g.Key, g => g.Count());
        var batch = await Staff.OpenBatchAsync(Host, "normal", places);
        await Host.SettleAsync();
        foreach (var person in people)
        {
            await person.LogInAgainAsync();
            await person.JoinAsync(batch);
        }

        await Host.AdvanceAsync("P4D");
        foreach (var person in people)
        {
            await person.LogInAgainAsync();
        }

        return batch;
    }
}
