using Prakerja.Pipeline.Registration;

namespace Prakerja.Local.Sandbox.Residents;

/// <summary>A made-up resident as the sandbox's offices, banks and wallets know them.</summary>
/// <param name="Profile">Ready to be sent to PUT /api/me/profile.</param>
/// <param name="Declaration">Ready to be sent to PUT /api/me/declaration.</param>
public sealed record Resident(
    string Nik, string FamilyCardNumber, string Email, string Phone, ProfileRequest Profile, DeclarationRequest Declaration,
    IReadOnlyList<ResidentAccount> PaymentAccounts);

/// <param name="Account">Wallets: phone as E.164; banks: digits.</param>
public sealed record ResidentAccount(string Provider, string Account);

/// <summary>How the civil registry answers about one resident, instead of comparing facts.</summary>
public enum RegistryAnswer
{
    Match,
    Mismatch,
    Unavailable,
}

/// <summary>What PUT /sandbox/residents/{nik} set; null: as made up.</summary>
public sealed record ResidentChange(
    string? FamilyCardNumber, RegistryAnswer? Registry, int? FaceScore, bool? Student, bool? Official, bool? SocialAid, bool? Deceased)
{
    public static ResidentChange None { get; } = new(null, null, null, null, null, null, null);

    /// <summary>What is set in <paramref name="later"/> counts, the rest stays.</summary>
    public ResidentChange Then(ResidentChange later) => new(
        later.FamilyCardNumber ?? FamilyCardNumber, later.Registry ?? Registry, later.FaceScore ?? FaceScore, later.Student ?? Student,
        later.Official ?? Official, later.SocialAid ?? SocialAid, later.Deceased ?? Deceased);
}

/// <summary>A NIK as the offices see it: facts (null for one that was only added by PUT) and changes.</summary>
internal sealed record KnownResident(string Nik, Resident? Facts, ResidentChange Change)
{
    public string? FamilyCardNumber => Change.FamilyCardNumber ?? Facts?.FamilyCardNumber;
}
