using System.Text.Json.Serialization;

namespace Prakerja.Pipeline.Partners;

/// <summary>32 random bytes from which a partner's signing key and webhook secret are made, wrapped by the vault, and when they hold.</summary>
public sealed record PartnerSeed(byte[] Wrapped, DateTimeOffset? From, DateTimeOffset? Until);

/// <summary>New keys that wait for a second operator. What of the partner they would change stands here too.</summary>
/// <param name="Wrapped">Empty: the present keys are kept.</param>
public sealed record PartnerProposal(string By, DateTimeOffset At, bool LegacyAllowed, int OverlapDays, byte[] Wrapped)
{
    /// <summary>Of the partner's proposals, from 1: another proposal has another number, so nobody approves what they have not read.</summary>
    public int Number { get; init; }

    /// <summary>Null: as before.</summary>
    public string? Owner { get; init; }

    /// <summary>Null: as before.</summary>
    public SealedAccount? Account { get; init; }

    [JsonIgnore]
    public bool KeepsKeys => Wrapped.Length == 0;
}

/// <summary>A partner as registered (table <c>partners</c>). One without seeds was never approved, and is nobody yet.</summary>
public sealed record PartnerEntry(string Id, PartnerKind Kind, string ClientCode, bool LegacyAllowed, IReadOnlyList<PartnerSeed> Seeds, PartnerProposal? Proposal)
{
    /// <summary>Legal owner; null: not told.</summary>
    public string? Owner { get; init; }

    /// <summary>Where settlements are paid to; platforms only.</summary>
    public SealedAccount? Account { get; init; }

    /// <summary>Number of the last proposal.</summary>
    public int LastProposal { get; init; }

    /// <summary>With a new proposal in place of whatever waits.</summary>
    public PartnerEntry Propose(PartnerProposal proposal) =>
        this with { Proposal = proposal with { Number = LastProposal + 1 }, LastProposal = LastProposal + 1 };

    /// <summary>Approved: the new keys hold from now, the old ones for the days of overlap, those that hold no more are forgotten.</summary>
    public PartnerEntry Approve(PartnerProposal proposal, DateTimeOffset now) => this with
    {
        LegacyAllowed = proposal.LegacyAllowed, Proposal = null, Owner = proposal.Owner ?? Owner, Account = proposal.Account ?? Account,
        Seeds = proposal.KeepsKeys ? Seeds : Renewed(proposal, now),
    };

    private IReadOnlyList<PartnerSeed> Renewed(PartnerProposal proposal, DateTimeOffset now)
    {
        var end = now.AddDays(proposal.OverlapDays);
        var old = Seeds.Select(s => s with { Until = s.Until < end ? s.Until : end }).Where(s => s.Until > now);
        return [.. old, new PartnerSeed(proposal.Wrapped, Seeds.Count == 0 ? null : now, null)];
    }
}
