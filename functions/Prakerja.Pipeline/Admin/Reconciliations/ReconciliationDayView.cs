using Prakerja.Pipeline.Matching;
using Prakerja.Pipeline.Payments;

namespace Prakerja.Pipeline.Admin.Reconciliations;

/// <summary>Something on which the three records disagree; null: that record does not have it. Amounts in whole Rupiah.</summary>
/// <param name="Kind">payment, return, suspense.</param>
/// <param name="Case">Somebody works on it there, once it is older than a day.</param>
public sealed record DifferenceView(
    string Kind, string Reference, string Provider, string? ParticipantId, string? Key, long? Ledger, long? Partner, long? Statement, string? Case, string? Owner, long? AgeHours)
{
    public static DifferenceView Of(DayItem item, PayoutCase? about, DateTimeOffset now) => new(
        item.Kind.Word(), item.Reference, item.Provider, item.Participant, item.Key, item.Ledger, item.Partner, item.Statement, about?.Id, about?.Owner, (long?)about?.AgeAt(now).TotalHours);
}

/// <summary>A day (WIB) of payments: what the ledger, the partners and the statements say, and how much of it agrees.</summary>
/// <param name="State">open, proposed, closed.</param>
/// <param name="Matches">Ledger, partners and statements agree, or two people said why not: the day can be closed.</param>
/// <param name="Matched">In all three, with one amount.</param>
/// <param name="Returns">What came back, in the same way.</param>
/// <param name="Settled">Differ, and two people took them as settled.</param>
/// <param name="Different">How many differ.</param>
/// <param name="InSuspense">How many movements are in suspense, undecided.</param>
/// <param name="WithoutStatement">Providers that moved money and whose statement of the day is not complete.</param>
/// <param name="Differences">The first 100 of both.</param>
public sealed record ReconciliationDayView(
    DateOnly Day, string State, bool Matches, Tally Ledger, Tally Partner, Tally Statement, Tally Matched, Totals Returns, int Settled, int Different, int InSuspense,
    IReadOnlyList<string> Providers, IReadOnlyList<string> WithoutStatement, IReadOnlyList<DifferenceView> Differences, string? ProposedBy, DateTimeOffset? ProposedAt, string? ClosedBy, DateTimeOffset? ClosedAt)
{
    public static ReconciliationDayView Of(DayFigures f, DayRecord? record, IReadOnlyList<DifferenceView> differences) => new(
        f.Day, record?.Closed is not null ? "closed" : record?.Proposal is not null ? "proposed" : "open", f.Matches,
        f.Payments.Ledger, f.Payments.Partner, f.Payments.Statement, f.Payments.Matched, f.Returns, f.Settled, f.Different, f.InSuspense, f.Providers, f.WithoutStatement, differences,
        record?.Closed?.ProposedBy ?? record?.Proposal?.By, record?.Closed?.ProposedAt ?? record?.Proposal?.At, record?.Closed?.ApprovedBy, record?.Closed?.ApprovedAt);
}
