using Prakerja.Domain.People;

namespace Prakerja.Domain.Eligibility;

/// <summary>What the rules look at: the person's own declarations, the registries' answers, and the programme's own memory.</summary>
public sealed record EligibilityFacts
{
    public required DateOnly BirthDate { get; init; }

    public Gender Gender { get; init; }

    public Employment Employment { get; init; }

    public Occupation Occupation { get; init; }

    public bool InFormalEducation { get; init; }

    /// <summary>As declared.</summary>
    public bool ReceivesSocialAid { get; init; }

    /// <summary>Formal wage in whole Rupiah a month; 0 for none.</summary>
    public long MonthlyWage { get; init; }

    /// <summary>Says the crisis took their income.</summary>
    public bool Affected { get; init; }

    /// <summary>On Dapodik, EMIS or PDDikti.</summary>
    public bool RegistryStudent { get; init; }

    public bool RegistryOfficial { get; init; }

    /// <summary>On DTKS, BSU or BPUM.</summary>
    public bool RegistrySocialAid { get; init; }

    public bool Deceased { get; init; }

    public bool AlreadyRecipient { get; init; }

    public bool PreviouslyRevoked { get; init; }

    /// <summary>Recipients on the family card, the person not counted.</summary>
    public int HouseholdRecipients { get; init; }

    /// <summary>Other aid, declared or registered.</summary>
    public bool Aided => ReceivesSocialAid || RegistrySocialAid;
}
