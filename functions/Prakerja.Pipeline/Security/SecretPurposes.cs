namespace Prakerja.Pipeline.Security;

/// <summary>What the pipeline's secrets are for (<see cref="Ports.IKeyVault.Secret"/>). A vault that others fill must hold one for each; none may ever change its value.</summary>
public static class SecretPurposes
{
    /// <summary>Keyed hashes by which NIK, e-mail, phone and account are found.</summary>
    public const string BlindIndex = "blind-index";

    /// <summary>One-time codes.</summary>
    public const string Codes = "codes";

    /// <summary>Addresses on their short way through inbox and outbox.</summary>
    public const string Outbox = "outbox";

    /// <summary>Applicants' session tokens.</summary>
    public const string Tokens = "tokens";

    public static IReadOnlyList<string> All { get; } = [BlindIndex, Codes, Outbox, Tokens];
}
