using Prakerja.Domain.Lifecycles;
using Prakerja.Domain.People;

namespace Prakerja.Domain.Tests.Reading;

public sealed class WireWordTests
{
    [Fact]
    public void Words_OfTheContract_AreExact()
    {
        Assert.Equal(["female", "male"], All<Gender>());
        Assert.Equal(["jobSeeker", "laidOff", "furloughed", "worker", "informalWorker", "microBusiness", "smallBusiness"], All<Employment>());
        Assert.Equal(["none", "stateOfficial", "legislator", "asn", "tni", "polri", "villageOfficial", "stateCompanyBoard"], All<Occupation>());
        Assert.Equal(
            ["registered", "verifying", "verified", "candidate", "selected", "training", "completed", "refused", "revoked", "withdrawn"],
            All<ParticipantState>());
    }

    [Fact]
    public void Parse_EveryWord_RoundTrips() =>
        Assert.All(Enum.GetValues<Employment>(), member => Assert.Equal(member, WireWord.Parse<Employment>(member.Word()).Value));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("JobSeeker")]
    [InlineData("0")]
    [InlineData("jobSeeker,worker")]
    public void Parse_AnythingElse_IsRefusedWithTheList(string? word) =>
        Assert.Contains("jobSeeker, laidOff", WireWord.Parse<Employment>(word).Problem.Id, StringComparison.Ordinal);

    [Fact]
    public void Of_UndeclaredMember_Throws() => Assert.Throws<ArgumentOutOfRangeException>(() => ((Gender)9).Word());

    private static IEnumerable<string> All<T>() where T : struct, Enum => Enum.GetValues<T>().Select(m => m.Word());
}
