namespace Prakerja.Pipeline.Participants;

/// <summary>What the registration steps have gathered so far. Every change of a fact that identity or eligibility depends on raises <see cref="Version"/>.</summary>
public sealed record RegistrationFacts
{
    public int Version { get; init; }

    public string? NikIndex { get; init; }

    public string? FamilyCardIndex { get; init; }

    /// <summary>Keyed hash of the device that gave the identity, where it names itself.</summary>
    public string? DeviceIndex { get; init; }

    public ProfileFacts? Profile { get; init; }

    public string? KtpPhoto { get; init; }

    public string? Selfie { get; init; }

    public DeclarationFacts? Declaration { get; init; }

    /// <summary>Regency of the domicile, fixed at the first joining.</summary>
    public string? Domicile { get; init; }

    public DateTimeOffset? DomicileFixedAt { get; init; }
}

public sealed record ProfileFacts(
    string Regency, Gender Gender, string Education, Employment Employment, bool Affected, bool Village, bool Disability);

public sealed record DeclarationFacts(
    bool InFormalEducation, Occupation Occupation, bool ReceivesSocialAid, long MonthlyWage, IReadOnlyList<string> Consents, DateTimeOffset At);
