using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Payments;

namespace Prakerja.Pipeline.Matching;

/// <summary>
/// Cases for what the three records do not agree on: opened once a difference is older than a day's grace, closed by themselves when it matches later. A statement
/// that is missing is one case for provider and day, not one for each payment.
/// </summary>
public sealed class DifferenceCases(
    PayoutCases cases, PaymentReferences references, PayoutOutcomes outcomes, DayMatcher matcher, PostedPayments posted, RepaidCash repaid, MissingStatements missing, LedgerDays ledger, TimeProvider clock)
{
    public const string Difference = "difference";
    private const string Back = "-returned";

    /// <summary>Id of the case about a payment on which the records differ, or about its coming back.</summary>
    public static string IdOf(string reference, bool isReturn) => $"difference-{reference}{(isReturn ? Back : "")}";

    /// <summary>Whether a difference is about what came back.</summary>
    public static bool IsOfReturn(PayoutCase about) => about.Id.EndsWith(Back, StringComparison.Ordinal);

    /// <summary>Of the differences of a day that has ended more than a day ago.</summary>
    public async Task OpenAsync(DayFigures figures)
    {
        if (clock.GetUtcNow() < Wib.StartOf(figures.Day.AddDays(2)) || figures.Matches)
        {
            return;
        }

        foreach (var provider in figures.WithoutStatement)
        {
            var id = MissingStatements.IdOf(provider, figures.Day);
            await cases.OpenAsync(CaseKinds.Suspense, MissingStatements.Case, id, id, null, figures.Payments.Ledger.Sum, Wib.EndOf(figures.Day));
        }

        await foreach (var (_, item) in matcher.ItemsAsync(figures.Day, figures.Day))
        {
            if (item is { IsMatched: false, Settled: false, Kind: not ItemKind.Suspense } && !IsOnlyUnstated(item, figures))
            {
                await cases.OpenAsync(
                    CaseKinds.Suspense, Difference, item.CaseId, item.Reference, await references.FindAsync(item.Reference), item.Ledger ?? item.Partner ?? item.Statement ?? 0, Wib.EndOf(figures.Day));
            }
        }
    }

    /// <summary>Whether what an open case is about is no difference any more.</summary>
    public async Task<bool> HasEndedAsync(PayoutCase open)
    {
        if (open.What == MissingStatements.Case)
        {
            return await missing.HasComeAsync(open);
        }

        if (open.What == Difference && await repaid.HasEndedAsync(open))
        {
            return true;
        }

        if (open.What != Difference || await references.FindAsync(open.Reference) is not { Key: not null } known || await posted.DayOfAsync(known) is not { } day)
        {
            return false;
        }

        if (IsOfReturn(open))
        {
            return DayItem.Return(known.Reference, known.Provider, known, known.Amount) is { IsMatched: true } or { Settled: true };
        }

        var item = DayItem.Payment(known.Reference, known.Provider, known, known.Amount);
        return item.IsMatched || item.Settled || (item.IsOnlyUnstated && await missing.IsAcceptedAsync(item.Provider, day));
    }

    /// <summary>What a crash kept from being done: a partner's success of which the ledger has learned nothing is told to it again, a case of suspense opened.</summary>
    public async Task RepairAsync(DateOnly day)
    {
        await foreach (var entry in ledger.ReadAsync(day).Where(SuspenseCases.IsSuspense))
        {
            await SuspenseCases.OpenAsync(cases, entry, await references.FindAsync(entry.Reference));
        }

        await foreach (var (_, item) in matcher.ItemsAsync(day, day))
        {
            if (item is { Kind: ItemKind.Payment, Ledger: null } && await references.FindAsync(item.Reference) is { } known && WordOf(known) is { } word)
            {
                var kind = known.Partner?.What == "returned" ? OutcomeKind.Returned : OutcomeKind.Succeeded;
                await outcomes.ApplyAsync(known, new PayoutOutcome(kind, word.Amount, word.At), partnerSaid: false);
            }
        }
    }

    private static PaymentWord? WordOf(PaymentReference known) => known.Partner is { What: "succeeded" or "returned" } partner ? partner : known.Statement;

    /// <summary>Ledger and partner agree and the provider's statement is not there: the missing statement is the case.</summary>
    private static bool IsOnlyUnstated(DayItem item, DayFigures figures) =>
        item.IsOnlyUnstated && figures.WithoutStatement.Contains(item.Provider, StringComparer.Ordinal);
}
