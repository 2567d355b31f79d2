using Prakerja.Domain.People;

namespace Prakerja.Domain.Eligibility;

/// <summary>One bar, in force from a day up to and including another.</summary>
/// <param name="Code">Reason given to those it bars.</param>
/// <param name="From">Null: since the programme began.</param>
/// <param name="Until">Null: still in force.</param>
/// <param name="Bars">Given the facts and the age in whole years.</param>
/// <param name="Source">Where the rule comes from.</param>
public sealed record EligibilityRule(string Code, DateOnly? From, DateOnly? Until, Func<EligibilityFacts, int, bool> Bars, string Source)
{
    public bool InForce(DateOnly on) => (From is null || on >= From) && (Until is null || on <= Until);
}

/// <summary>Who may take part, as effective-dated data.</summary>
public static class EligibilityRules
{
    /// <summary>Highest formal wage, in Rupiah a month, that does not bar.</summary>
    public const long WageThreshold = 3_500_000;

    /// <summary>Most recipients on one family card.</summary>
    public const int HouseholdCap = 2;

    /// <summary>In the order in which reasons are told.</summary>
    public static IReadOnlyList<EligibilityRule> All { get; } =
    [
        new("deceased", null, null, (f, _) => f.Deceased, "Civil registry"),
        new("age-under-18", null, null, (_, age) => age < 18, "Permenko 11/2020"),
        new("age-over-64", new(2023, 1, 1), null, (_, age) => age > 64, "2024 FAQ; from 2023"),
        new("in-formal-education", null, null, (f, _) => f.InFormalEducation, "Permenko 11/2020"),
        new("student-registry", null, null, (f, _) => f.RegistryStudent, "BPK 2023: 54,856 recipients in a student database"),
        new("occupation-barred", null, null, (f, _) => f.Occupation != Occupation.None, "Permenko 11/2020"),
        new("official-registry", null, null, (f, _) => f.RegistryOfficial, "Permenko 11/2020"),
        new("social-aid", new(2021, 1, 1), new(2022, 12, 31), (f, _) => f.Aided, "Press 2021; 2024 FAQ (allowed from 2023)"),
        new("wage-above-threshold", new(2021, 1, 1), null, (f, _) => f.MonthlyWage > WageThreshold, "2021 scheme; BPK 2021"),
        new("already-recipient", null, null, (f, _) => f.AlreadyRecipient, "Permenko 11/2020: once per person"),
        new("previously-revoked", null, null, (f, _) => f.PreviouslyRevoked, "Permenko 11/2020"),
        new("household-cap", null, null, (f, _) => f.HouseholdRecipients >= HouseholdCap, "2024 FAQ: at most 2 per family card"),
    ];

    /// <summary>Why the person may not take part on that day; none: may take part. Age is judged on the day the batch closes.</summary>
    public static IReadOnlyList<Reason> Evaluate(EligibilityFacts facts, DateOnly on)
    {
        var age = Age.On(facts.BirthDate, on);
        return [.. All.Where(rule => rule.InForce(on) && rule.Bars(facts, age)).Select(rule => Reasons.Get(rule.Code))];
    }
}
