using Prakerja.Pipeline.Cases;
using Prakerja.Pipeline.Payments;

namespace Prakerja.Pipeline.Admin.Cases;

/// <param name="Kind">unknown, suspense, failed, recovery, file.</param>
/// <param name="What">Why, in a word.</param>
/// <param name="AgeHours">Since what it is about began; until it was closed.</param>
/// <param name="Level">1 to 3, raised by age.</param>
/// <param name="Owner">Who takes care of it.</param>
/// <param name="Resolutions">How two people can end it.</param>
/// <param name="Proposal">Waits for another finance person.</param>
/// <param name="ResolvedBy">The one who approved.</param>
public sealed record PayoutCaseView(
    string Id, string Kind, string What, string Reference, string? ParticipantId, string? Key, long Amount, DateTimeOffset OpenedAt, DateTimeOffset? DueBy,
    DateTimeOffset? ClosedAt, long AgeHours, int Level, string? Owner, IReadOnlyList<CaseNoteView> Notes, IReadOnlyList<string> Resolutions,
    CaseProposalView? Proposal, CaseProposalView? Resolution, string? ResolvedBy, DateTimeOffset? ResolvedAt)
{
    public static PayoutCaseView Of(PayoutCase c, DateTimeOffset now) => new(
        c.Id, c.Kind, c.What, c.Reference, c.Participant, c.Key, c.Amount, c.OpenedAt, c.DueBy, c.ClosedAt, (long)c.AgeAt(now).TotalHours, c.Level, c.Owner,
        [.. c.Notes.Select(n => new CaseNoteView(n.By, n.At, n.Text))], c.IsOpen ? Pipeline.Cases.Resolutions.Of(c) : [],
        Of(c.Proposal), Of(c.Decision?.Proposal), c.Decision?.By, c.Decision?.At);

    /// <summary>Where a second person approves what was proposed.</summary>
    public static string ApprovalPath(PayoutCase c) => $"/api/admin/payouts/{c.Kind}/{c.Id}/resolutions/{c.Proposal!.Number}/approval";

    private static CaseProposalView? Of(CaseProposal? p) =>
        p is null ? null : new CaseProposalView(p.Number, p.Resolution, p.Reason, p.Reference, p.Resolution == Pipeline.Cases.Resolutions.Settle ? p.PayRest : null, p.By, p.At);
}

public sealed record CaseNoteView(string By, DateTimeOffset At, string Text);

public sealed record CaseProposalView(int Number, string Resolution, string Reason, string? Reference, bool? PayRest, string By, DateTimeOffset At);
