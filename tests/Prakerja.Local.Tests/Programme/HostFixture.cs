namespace Prakerja.Local.Tests.Programme;

/// <summary>One host for a class of scenarios that do not disturb each other; each makes residents of its own seed. They run one after another.</summary>
public sealed class HostFixture : IAsyncLifetime
{
    private int seed = 100;

    public RunningHost Host { get; private set; } = null!;

    public async Task InitializeAsync() => Host = await RunningHost.StartAsync();

    public async Task DisposeAsync() => await Host.DisposeAsync();

    /// <summary>Residents whom no other scenario of the class has.</summary>
    public Task<IReadOnlyList<Applicant>> PeopleAsync(int count) => Applicant.MakeAsync(Host, count, ++seed);

    public async Task<Applicant> SomebodyAsync() => (await PeopleAsync(1))[0];

    /// <summary>Verified people of one regency.</summary>
    public async Task<IReadOnlyList<Applicant>> NeighboursAsync(int count)
    {
        var people = await PeopleAsync(count);
        foreach (var person in people)
        {
            person.Resident["profile"]!["regency"] = people[0].Regency;
            await Host.PutOkAsync($"/sandbox/residents/{person.Nik}", new { registry = "match" });
            await person.BecomeVerifiedAsync();
        }

        return people;
    }

    /// <summary>Somebody who took part up to the review of a first course, in a normal batch: only the account is missing for the first incentive.</summary>
    public async Task<Applicant> GraduateAsync(bool shuffled = false)
    {
        var applicant = await WinnerAsync("normal");
        var (purchase, course) = await Training.BuyAsync(Host, applicant);
        await Training.CompleteAsync(Host, applicant, purchase, course, shuffled);
        return applicant;
    }

    /// <summary>Somebody alone in a batch with one place.</summary>
    public async Task<Applicant> WinnerAsync(string scheme)
    {
        var applicant = await SomebodyAsync();
        await applicant.BecomeVerifiedAsync();
        await SchemeTests.WinAsync(Host, applicant, scheme);
        Assert.Equal("selected", await applicant.StateAsync());
        return applicant;
    }
}
