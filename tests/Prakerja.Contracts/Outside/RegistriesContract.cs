using Prakerja.Pipeline.Ports;

namespace Prakerja.Contracts.Outside;

/// <param name="Registry"><c>match</c>, <c>mismatch</c> or <c>unavailable</c>: what the civil registry says of whoever claims the NIK.</param>
public sealed record RegisteredPerson(string Registry = "match", bool Student = false, bool Official = false, bool SocialAid = false, bool Deceased = false);

/// <summary>The registries and what they know.</summary>
public interface IRegistriesBench : IAsyncDisposable
{
    ICivilRegistry Civil { get; }

    IExclusionRegistries Exclusions { get; }

    Task KnowAsync(string nik, RegisteredPerson person);

    /// <summary>Turns both off and on for everybody.</summary>
    Task SwitchAsync(bool available);
}

/// <summary>What every <see cref="ICivilRegistry"/> and <see cref="IExclusionRegistries"/> does: an answer, or none; never a refusal for being down.</summary>
public abstract class RegistriesContract
{
    private const string Nik = "3273014403950001";
    private static readonly CivilQuery Query = new(Nik, "3273010101200001", "Siti Rahma", "Bandung", new DateOnly(1995, 3, 4), "female", "Euis", "32.73");

    protected abstract Task<IRegistriesBench> OpenAsync();

    [Theory]
    [InlineData("match", CivilOutcome.Match)]
    [InlineData("mismatch", CivilOutcome.Mismatch)]
    [InlineData("unavailable", CivilOutcome.Unavailable)]
    public async Task Civil_OfAClaim_IsWhatTheRegistryKnows(string registry, CivilOutcome expected)
    {
        await using var bench = await OpenAsync();
        await bench.KnowAsync(Nik, new RegisteredPerson(registry));
        Assert.Equal(expected, (await bench.Civil.CheckAsync(Query)).Outcome);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Civil_OfAMatch_TellsADeathAndAScore(bool deceased)
    {
        await using var bench = await OpenAsync();
        await bench.KnowAsync(Nik, new RegisteredPerson(Deceased: deceased));
        Assert.Equal(new CivilAnswer(CivilOutcome.Match, 100, true, deceased), await bench.Civil.CheckAsync(Query));
    }

    [Fact]
    public async Task Both_TurnedOffAndOn_AreUnavailableAndAnswerAgain()
    {
        await using var bench = await OpenAsync();
        await bench.KnowAsync(Nik, new RegisteredPerson());
        await bench.SwitchAsync(false);
        Assert.Equal(CivilOutcome.Unavailable, (await bench.Civil.CheckAsync(Query)).Outcome);
        Assert.False((await bench.Exclusions.CheckAsync(Nik)).Available);
        await bench.SwitchAsync(true);
        Assert.Equal(CivilOutcome.Match, (await bench.Civil.CheckAsync(Query)).Outcome);
        Assert.True((await bench.Exclusions.CheckAsync(Nik)).Available);
    }

    [Theory]
    [InlineData(true, false, false, false)]
    [InlineData(false, true, false, false)]
    [InlineData(false, false, true, false)]
    [InlineData(false, false, false, true)]
    [InlineData(false, false, false, false)]
    public async Task Exclusions_OfAPerson_AreTheirOwn(bool student, bool official, bool socialAid, bool deceased)
    {
        await using var bench = await OpenAsync();
        await bench.KnowAsync(Nik, new RegisteredPerson("match", student, official, socialAid, deceased));
        Assert.Equal(new ExclusionAnswer(true, student, official, socialAid, deceased), await bench.Exclusions.CheckAsync(Nik));
    }
}
