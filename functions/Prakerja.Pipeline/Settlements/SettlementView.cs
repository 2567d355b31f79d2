using Prakerja.Pipeline.Payments;

namespace Prakerja.Pipeline.Settlements;

/// <summary>A settlement, without its lines. Money in whole Rupiah.</summary>
/// <param name="Price">What is paid: <paramref name="Commission"/>, which the platform keeps, and <paramref name="Net"/>, which it passes on.</param>
/// <param name="Flagged">Purchases with a conflict of interest.</param>
/// <param name="State">open, proposed, approved, sending, unknown, paid, failed.</param>
/// <param name="JsonSha256">Of the statement as JSON; <paramref name="CsvSha256"/> as CSV.</param>
/// <param name="Attempt">How many times paying was tried.</param>
/// <param name="Reference">Of the last attempt, as the bank knows it.</param>
/// <param name="Account">It goes to; last digits only.</param>
/// <param name="Reason">Why the last attempt failed, in the bank's words.</param>
public sealed record SettlementView(
    string Id, string Platform, DateOnly From, DateOnly To, int Purchases, long Price, long Commission, long Net, int Flagged, string State,
    string JsonSha256, string CsvSha256, DateTimeOffset MadeAt, int Attempt, string? Reference, string? Account, DateTimeOffset? PaidAt, string? Reason)
{
    /// <summary>Names of staff; not shown to the platform.</summary>
    public string? ProposedBy { get; init; }

    public string? ApprovedBy { get; init; }

    public static SettlementView Of(Settlement s) => new(
        $"{s.Id}", s.Platform, s.Monday, new SettlementWeek(s.Monday).Sunday, s.Purchases, s.Price, s.Commission, s.Net, s.Flagged, s.State.Word(),
        s.JsonHash, s.CsvHash, s.MadeAt, s.Last?.Number ?? 0, s.Last is { } last ? PaymentReferences.Of(s.Platform, s.Id.PaymentKey, last.Number) : null, s.Last?.Account,
        s.State == SettlementState.Paid ? s.Attempts.First(a => a is { HasMoney: true, IsExcess: false }).EndedAt : null, s.Last?.Reason);

    public static SettlementView ForStaff(Settlement s) => Of(s) with { ProposedBy = s.Proposed?.By, ApprovedBy = s.Approved?.By };
}
