namespace Prakerja.Local.Tests.Programme;

/// <summary>Whoever was not selected enters the next batch without registering again.</summary>
public sealed class ReentryTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private RunningHost Host => fixture.Host;

    [Fact]
    public async Task Applicant_NotSelectedThenSelected_NeedsNoSecondRegistration()
    {
        var people = await fixture.NeighboursAsync(2);
        var first = await PlayAsync(people);
        var loser = await WithOutcomeAsync(people, first, "notSelected");

        Assert.Equal("verified", await loser.StateAsync());
        (await loser.BatchAsync(first)).IsFor("not-selected");

        await Host.AdvanceAsync("P3D");
        var second = await PlayAsync([loser]);

        Assert.Equal("selected", await loser.StateAsync());
        Assert.Equal("selected", (await loser.BatchAsync(second)).Text("state"));
        Assert.Equal("notSelected", (await loser.BatchAsync(first)).Text("state"));
        Assert.Equal(3_500_000, (await loser.MeAsync())["training"]!.Number("balance"));
    }

    [Fact]
    public async Task Winner_NextBatch_IsRefusedForGood()
    {
        var people = await fixture.NeighboursAsync(2);
        var winner = await WithOutcomeAsync(people, await PlayAsync(people), "selected");

        var next = await Staff.OpenBatchAsync(Host, "normal", new Dictionary<string, int> { [winner.Regency] = 1 });
        await Host.SettleAsync();

        (await Host.ExpectAsync(409, HttpMethod.Put, "/api/me/batch", new { batch = next }, winner.Token)).IsFor("already-recipient");
    }

    [Fact]
    public async Task Candidate_SecondBatchMeanwhile_IsRefusedAndTheSameAnswersTheSameReceipt()
    {
        var person = (await fixture.NeighboursAsync(1))[0];
        var places = new Dictionary<string, int> { [person.Regency] = 1 };
        var (batch, other) = (await Staff.OpenBatchAsync(Host, "normal", places), await Staff.OpenBatchAsync(Host, "normal", places));
        await Host.SettleAsync();

        var receipt = await person.JoinAsync(batch);
        var again = await person.JoinAsync(batch);

        Assert.Equal(receipt.ToJsonString(), again.ToJsonString());
        (await Host.ExpectAsync(409, HttpMethod.Put, "/api/me/batch", new { batch = other }, person.Token)).IsFor("already-in-batch");
    }

    /// <summary>A batch with one place in the regency of these people, from opening to the day of its result.</summary>
    private async Task<int> PlayAsync(IReadOnlyList<Applicant> people)
    {
        var batch = await Staff.OpenBatchAsync(Host, "normal", new Dictionary<string, int> { [people[0].Regency] = 1 });
        await Host.SettleAsync();
        foreach (var person in people)
        {
            await person.LogInAgainAsync();
            await person.JoinAsync(batch);
            Assert.Equal("candidate", await person.StateAsync());
        }

        await Host.AdvanceAsync("P4D");
        foreach (var person in people)
        {
            await person.LogInAgainAsync();
        }

        return batch;
    }

    private static async Task<Applicant> WithOutcomeAsync(IReadOnlyList<Applicant> people, int batch, string outcome)
    {
        var found = new List<Applicant>();
        foreach (var person in people)
        {
            if ((await person.BatchAsync(batch)).Text("state") == outcome)
            {
                found.Add(person);
            }
        }

        return Assert.Single(found);
    }
}
