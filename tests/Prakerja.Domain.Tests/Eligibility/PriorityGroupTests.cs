using Prakerja.Domain.Eligibility;
using Prakerja.Domain.People;

namespace Prakerja.Domain.Tests.Eligibility;

public sealed class PriorityGroupTests
{
    [Theory]
    [InlineData(true, false, false, 1)]
    [InlineData(true, true, false, 1)]
    [InlineData(false, true, false, 2)]
    [InlineData(false, true, true, 3)]
    [InlineData(true, true, true, 3)]
    [InlineData(true, false, true, 3)]
    [InlineData(false, false, false, 4)]
    [InlineData(false, false, true, 5)]
    public void Of_EveryCase_IsMapped(bool listed, bool affected, bool aided, int group) =>
        Assert.Equal(group, PriorityGroup.Of(listed, affected, aided));

    [Theory]
    [InlineData(Employment.LaidOff, false, true)]
    [InlineData(Employment.Furloughed, false, true)]
    [InlineData(Employment.MicroBusiness, false, false)]
    [InlineData(Employment.MicroBusiness, true, true)]
    [InlineData(Employment.SmallBusiness, false, false)]
    [InlineData(Employment.SmallBusiness, true, true)]
    [InlineData(Employment.JobSeeker, false, false)]
    [InlineData(Employment.Worker, false, false)]
    [InlineData(Employment.InformalWorker, false, false)]
    [InlineData(Employment.InformalWorker, true, true)]
    public void IsAffected_ByEmploymentAndWord(Employment employment, bool declared, bool affected) =>
        Assert.Equal(affected, PriorityGroup.IsAffected(employment, declared));

    [Fact]
    public void Of_WhatAPersonSays_NeverMakesGroupOne()
    {
        var facts = from employment in Enum.GetValues<Employment>()
                    from affected in new[] { false, true }
                    from aid in new[] { false, true }
                    select new EligibilityFacts { BirthDate = new(1990, 1, 1), Employment = employment, Affected = affected, ReceivesSocialAid = aid };

        Assert.All(facts, f => Assert.InRange(PriorityGroup.Of(listed: false, f), 2, PriorityGroup.Last));
    }

    [Fact]
    public void Of_AidKnownToTheRegistryAlone_Counts() =>
        Assert.Equal(5, PriorityGroup.Of(listed: false, new EligibilityFacts { BirthDate = new(1990, 1, 1), RegistrySocialAid = true }));
}
