namespace Prakerja.Pipeline.Partners;

/// <param name="OverlapDays">How long keys that hold now go on holding, 0-30; 7 unless given. 0 where a key leaked.</param>
public sealed record PartnerRequest(string? Id, string? Kind, string? ClientCode, bool? LegacyAllowed, int? OverlapDays);

/// <param name="State"><c>proposed</c>: waits for a second operator; <c>active</c>: has keys that hold.</param>
public sealed record PartnerView(string Id, string Kind, string ClientCode, bool LegacyAllowed, string State, int Keys, string? ProposedBy, DateTimeOffset? ProposedAt);

/// <summary>Shown once: the keys are kept only wrapped.</summary>
public sealed record PartnerKeysView(PartnerView Partner, string Key, string WebhookSecret);
