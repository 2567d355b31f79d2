namespace Prakerja.Pipeline.Partners;

public enum PartnerKind
{
    /// <summary>Sells courses.</summary>
    Platform,

    /// <summary>Gives courses.</summary>
    Institution,

    /// <summary>Bank or e-wallet.</summary>
    Payment,
}

/// <summary>A key or secret and when it holds; windows overlap while one is rotated.</summary>
/// <param name="Value">Signing key as text, or webhook secret as <c>whsec_</c> and base64.</param>
/// <param name="From">Inclusive; null: always.</param>
/// <param name="Until">Exclusive; null: for ever.</param>
public sealed record PartnerSecret(string Value, DateTimeOffset? From = null, DateTimeOffset? Until = null)
{
    public bool HoldsAt(DateTimeOffset time) => (From is not { } from || time >= from) && (Until is not { } until || time < until);

    public override string ToString() => nameof(PartnerSecret);
}

/// <summary>Somebody who calls us with signed requests.</summary>
/// <param name="Id">As in courses, purchases and ledger accounts.</param>
/// <param name="ClientCode">As it names itself in the header <c>client_code</c>.</param>
public sealed record Partner(string Id, PartnerKind Kind, string ClientCode)
{
    /// <summary>Keys of the legacy scheme.</summary>
    public IReadOnlyList<PartnerSecret> SigningKeys { get; init; } = [];

    /// <summary>Secrets of Standard Webhooks.</summary>
    public IReadOnlyList<PartnerSecret> WebhookSecrets { get; init; } = [];

    /// <summary>Off once the partner has moved to Standard Webhooks.</summary>
    public bool LegacyAllowed { get; init; } = true;

    /// <summary>Legal owner; null: not told.</summary>
    public string? Owner { get; init; }

    /// <summary>Where a platform's settlements are paid to; null: not registered.</summary>
    public PartnerAccount? Account { get; init; }
}

/// <summary>The partners and their keys: those that operators registered (<see cref="PartnerRegistry"/>); on a laptop those of the sandbox too.</summary>
public interface IPartnerDirectory
{
    /// <summary>The partner that calls itself so, or null.</summary>
    ValueTask<Partner?> FindByClientCodeAsync(string clientCode, CancellationToken cancellation = default);

    ValueTask<Partner?> FindByIdAsync(string id, CancellationToken cancellation = default);
}
