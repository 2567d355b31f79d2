namespace Prakerja.Pipeline.Participants;

public enum VerificationState
{
    None,
    Checking,
    RegistryUnavailable,
    Review,
    Mismatch,
    Rejected,
    Passed,

    /// <summary>Not checked: too many mismatches before; to be sent again later.</summary>
    Locked,
}

/// <summary>Outcome of the identity check of one version of the facts.</summary>
public sealed record Verification
{
    public VerificationState State { get; init; }

    /// <summary><see cref="RegistrationFacts.Version"/> that was checked.</summary>
    public int FactsVersion { get; init; }

    /// <summary>The version of the facts that a person must look at, since a complaint about its rejection was upheld.</summary>
    public int? ComplainedVersion { get; init; }

    /// <summary>What the exclusion registries said last.</summary>
    public RegistryFacts Registries { get; init; } = new();

    /// <summary>On an imported ministry list.</summary>
    public bool Listed { get; init; }

    public int? Group { get; init; }

    public DateTimeOffset? PassedAt { get; init; }
}

public sealed record RegistryFacts(bool Student = false, bool Official = false, bool SocialAid = false, bool Deceased = false);
