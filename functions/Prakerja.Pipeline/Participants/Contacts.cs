namespace Prakerja.Pipeline.Participants;

/// <summary>Which addresses there are and which are proven; the addresses themselves are sealed.</summary>
public sealed record Contacts
{
    public string? EmailIndex { get; init; }

    public bool EmailProven { get; init; }

    public string? PhoneIndex { get; init; }

    public DateTimeOffset? PhoneVerifiedAt { get; init; }

    /// <summary>The phone proven before, while <see cref="PhoneIndex"/> is not proven yet; until then it stays theirs.</summary>
    public string? ProvenPhoneIndex { get; init; }
}

/// <summary>A row of <see cref="Claims"/>.</summary>
public sealed record HeldClaim(string Kind, string Index);

/// <param name="Office">The officer who signed.</param>
/// <param name="File">SHA-256 of the file, which is the officer's signature.</param>
/// <param name="Line">Line of the file.</param>
/// <param name="PhoneWaived">The person has no phone; the officer vouches instead.</param>
public sealed record Assistance(string Office, string File, int Line, DateTimeOffset At, bool PhoneWaived)
{
    /// <summary>When whoever logs in proved, by the NIK, to be the person registered: the office may have mistyped the address.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }
}
