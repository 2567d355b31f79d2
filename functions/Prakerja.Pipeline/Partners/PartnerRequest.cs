using Prakerja.Pipeline.Http;

namespace Prakerja.Pipeline.Partners;

/// <param name="OverlapDays">How long keys that hold now go on holding, 0-30; 7 unless given. 0 where a key leaked.</param>
/// <param name="Owner">Id of the legal owner (2-64 letters, digits, <c>.</c>, <c>_</c>, <c>-</c>), the same for all that one owner has; as before if left out.</param>
/// <param name="SettlementAccount">Where a platform's settlements are paid to; as before if left out.</param>
/// <param name="KeepKeys">True: no new keys, the present ones hold on.</param>
public sealed record PartnerRequest(
    string? Id, string? Kind, string? ClientCode, bool? LegacyAllowed, int? OverlapDays, string? Owner = null, PartnerAccountRequest? SettlementAccount = null, bool? KeepKeys = null)
{
    private const int DefaultOverlap = 7;
    private const int LongestOverlap = 30;

    /// <summary>The partner as asked for, not proposed yet, or every bad field.</summary>
    public (PartnerEntry Asked, int Overlap, (string Provider, Payments.AccountNumber Number, string Holder)? Account, Problem? Problem) Parse()
    {
        var fields = new Fields();
        var (id, code) = (fields.Need("id", Id), fields.Need("clientCode", ClientCode));
        fields.Check("id", id.Length == 0 || PartnerRegistry.IsName(id), BadName);
        fields.Check("clientCode", code.Length == 0 || PartnerRegistry.IsName(code), BadName);
        fields.Check("owner", Owner is null || PartnerRegistry.IsName(Owner), BadName);
        var kind = fields.Take("kind", WireWord.Parse<PartnerKind>(Kind ?? ""));
        var overlap = OverlapDays ?? DefaultOverlap;
        fields.Check("overlapDays", overlap is >= 0 and <= LongestOverlap, new("0 sampai 30 hari.", "0 to 30 days."));
        fields.Check("settlementAccount", SettlementAccount is null || kind == PartnerKind.Platform, new("Hanya untuk platform.", "For platforms only."));
        var account = PartnerAccounts.Parse(SettlementAccount, fields);
        return (new PartnerEntry(id, kind, code, LegacyAllowed ?? false, [], null), overlap, account, fields.Problem);
    }

    private static LocalText BadName => new("2-64 huruf, angka, titik, garis bawah atau tanda hubung.", "2-64 letters, digits, dots, underscores or hyphens.");
}

/// <param name="State"><c>proposed</c>: waits for a second operator; <c>active</c>: has keys that hold.</param>
/// <param name="Proposed">What the approval would change, besides the keys.</param>
public sealed record PartnerView(
    string Id, string Kind, string ClientCode, bool LegacyAllowed, string State, int Keys, string? ProposedBy, DateTimeOffset? ProposedAt,
    string? Owner, PartnerAccountView? SettlementAccount, ProposedPartnerView? Proposed)
{
    public static PartnerView Of(PartnerEntry entry) => new(
        entry.Id, entry.Kind.Word(), entry.ClientCode, entry.LegacyAllowed, entry.Proposal is null ? "active" : "proposed", entry.Seeds.Count,
        entry.Proposal?.By, entry.Proposal?.At, entry.Owner, PartnerAccountView.Of(entry.Account), ProposedPartnerView.Of(entry.Proposal));
}

/// <param name="Number">To be named by who approves it.</param>
/// <param name="NewKeys">Whether new keys would hold from the approval.</param>
public sealed record ProposedPartnerView(int Number, bool LegacyAllowed, string? Owner, PartnerAccountView? SettlementAccount, bool NewKeys)
{
    public static ProposedPartnerView? Of(PartnerProposal? proposal) =>
        proposal is null ? null : new(proposal.Number, proposal.LegacyAllowed, proposal.Owner, PartnerAccountView.Of(proposal.Account), !proposal.KeepsKeys);
}

/// <summary>Shown once: the keys are kept only wrapped. None where the present ones are kept.</summary>
public sealed record PartnerKeysView(PartnerView Partner, string? Key, string? WebhookSecret);
