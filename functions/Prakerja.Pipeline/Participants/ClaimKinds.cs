namespace Prakerja.Pipeline.Participants;

/// <summary>Kinds of claims.</summary>
public static class ClaimKinds
{
    public const string Email = "email";
    public const string Phone = "phone";
    public const string Nik = "nik";
    public const string FamilyCard = "family-card";
    public const string Account = "account";

    /// <summary>Kept for ever: this NIK was awarded once; outlives erasure.</summary>
    public const string Recipient = "recipient";

    /// <summary>Kept for ever: this NIK was revoked.</summary>
    public const string Revoked = "revoked";

    public const int FamilyCardSlots = 2;
}
