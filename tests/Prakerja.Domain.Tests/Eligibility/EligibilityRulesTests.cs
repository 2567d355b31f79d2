using Prakerja.Domain.Eligibility;
using Prakerja.Domain.People;

namespace Prakerja.Domain.Tests.Eligibility;

public sealed class EligibilityRulesTests
{
    private static readonly EligibilityFacts Fine = new() { BirthDate = new(1995, 8, 17) };
    private static readonly DateOnly Today = new(2026, 1, 8);

    public static TheoryData<string, EligibilityFacts> Bars => new()
    {
        { "deceased", Fine with { Deceased = true } },
        { "age-under-18", Fine with { BirthDate = Today.AddYears(-18).AddDays(1) } },
        { "age-over-64", Fine with { BirthDate = Today.AddYears(-65) } },
        { "in-formal-education", Fine with { InFormalEducation = true } },
        { "student-registry", Fine with { RegistryStudent = true } },
        { "occupation-barred", Fine with { Occupation = Occupation.Asn } },
        { "official-registry", Fine with { RegistryOfficial = true } },
        { "wage-above-threshold", Fine with { MonthlyWage = 3_500_001 } },
        { "already-recipient", Fine with { AlreadyRecipient = true } },
        { "previously-revoked", Fine with { PreviouslyRevoked = true } },
        { "household-cap", Fine with { HouseholdRecipients = 2 } },
    };

    public static TheoryData<EligibilityFacts> Allowed =>
    [
        Fine,
        Fine with { BirthDate = Today.AddYears(-18) },
        Fine with { BirthDate = Today.AddYears(-65).AddDays(1) },
        Fine with { MonthlyWage = 3_500_000 },
        Fine with { HouseholdRecipients = 1 },
        Fine with { ReceivesSocialAid = true, RegistrySocialAid = true },
        Fine with { Affected = true, Gender = Gender.Male, Employment = Employment.SmallBusiness },
    ];

    [Theory]
    [MemberData(nameof(Bars))]
    public void Evaluate_OneBar_GivesThatReasonAlone(string code, EligibilityFacts facts) => Assert.Equal([code], Codes(facts, Today));

    [Theory]
    [MemberData(nameof(Allowed))]
    public void Evaluate_WithinTheRules_GivesNone(EligibilityFacts facts) => Assert.Empty(EligibilityRules.Evaluate(facts, Today));

    [Fact]
    public void Evaluate_EveryOccupationButNone_Bars() => Assert.All(
        Enum.GetValues<Occupation>(),
        occupation => Assert.Equal(occupation != Occupation.None, Codes(Fine with { Occupation = occupation }, Today).Length == 1));

    [Theory]
    [InlineData("2020-12-31", false)]
    [InlineData("2021-01-01", true)]
    [InlineData("2022-12-31", true)]
    [InlineData("2023-01-01", false)]
    public void Evaluate_SocialAid_BarsInItsYearsOnly(string day, bool barred)
    {
        string[] expected = barred ? ["social-aid"] : [];
        Assert.Equal(expected, Codes(Fine with { ReceivesSocialAid = true }, DateOnly.Parse(day)));
        Assert.Equal(expected, Codes(Fine with { RegistrySocialAid = true }, DateOnly.Parse(day)));
    }

    [Theory]
    [InlineData("2022-12-31", false)]
    [InlineData("2023-01-01", true)]
    public void Evaluate_UpperAge_BarsFrom2023(string day, bool barred) =>
        Assert.Equal(barred, Codes(Fine with { BirthDate = new(1950, 1, 1) }, DateOnly.Parse(day)).Length == 1);

    [Theory]
    [InlineData("2020-12-31", false)]
    [InlineData("2021-01-01", true)]
    public void Evaluate_Wage_BarsFrom2021(string day, bool barred) =>
        Assert.Equal(barred, Codes(Fine with { MonthlyWage = 9_000_000 }, DateOnly.Parse(day)).Length == 1);

    [Fact]
    public void Evaluate_ManyBars_TellsThemAllInOrder() => Assert.Equal(
        ["age-under-18", "in-formal-education", "student-registry", "previously-revoked"],
        Codes(new() { BirthDate = new(2015, 1, 1), InFormalEducation = true, RegistryStudent = true, PreviouslyRevoked = true }, Today));

    [Fact]
    public void All_RulesHaveAReasonAndASource() => Assert.All(EligibilityRules.All, rule =>
    {
        Assert.NotNull(Reasons.Find(rule.Code));
        Assert.NotEqual("", rule.Source);
    });

    private static string[] Codes(EligibilityFacts facts, DateOnly on) => [.. EligibilityRules.Evaluate(facts, on).Select(r => r.Code)];
}
