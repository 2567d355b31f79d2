namespace Prakerja.Pipeline.Participants;

/// <summary>What identifies a person; only ever stored sealed under that person's key. Never logged: ToString shows nothing.</summary>
public sealed record Personal
{
    public string? Email { get; init; }

    /// <summary>E.164.</summary>
    public string? Phone { get; init; }

    /// <summary>A changed e-mail that is not yet proven.</summary>
    public string? PendingEmail { get; init; }

    public string? Nik { get; init; }

    public string? FamilyCardNumber { get; init; }

    public string? FullName { get; init; }

    public string? BirthPlace { get; init; }

    public DateOnly? BirthDate { get; init; }

    public string? MothersMaidenName { get; init; }

    public string? Address { get; init; }

    /// <summary>Bank account or wallet number.</summary>
    public string? PaymentAccount { get; init; }

    public override string ToString() => nameof(Personal);
}
