using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Ledger;

namespace Prakerja.Pipeline.Payments;

/// <summary>A line of a bank's or wallet's statement: money that left our account, or came back to it.</summary>
/// <param name="Reference">The end-to-end id: ours, where it is about a payout.</param>
/// <param name="Amount">Whole Rupiah, above zero.</param>
public sealed record StatementLine(string Reference, long Amount, DateTimeOffset At)
{
    /// <summary>Money that came in.</summary>
    public bool IsCredit { get; init; }

    /// <summary>The bank's own id of the entry, where it gives one: tells two equal payments of a day from one payment stated twice.</summary>
    public string? Entry { get; init; }

    /// <summary>Two people said whose it is: a line of its own, whatever others there are.</summary>
    public bool IsAssigned { get; init; }

    /// <summary>The same line has the same id, in whichever statement it comes: an entry with an id by its day (WIB), for not every statement has the time of day.</summary>
    public string Id => ShortHash.Of(
        $"{Reference}\n{Amount}\n{(Entry is null || IsAssigned ? $"{At.UtcTicks}" : $"{Wib.DateOf(At).DayNumber}")}{(IsCredit ? "\ncredit" : "")}{(Entry is null ? "" : $"\n{Entry}")}");
}

/// <summary>What a line turned out to be.</summary>
public enum LineFate
{
    /// <summary>It proves a payout, or that one came back: what was open or unknown is posted.</summary>
    Matched,

    /// <summary>Another amount, a second payment of one reference, or nobody's reference: in suspense until a person decides. Money back that only staff stated: until the partner says so.</summary>
    Suspense,
}

/// <summary>
/// Takes lines of statements: the third record beside ledger and partner. Any number of times, in any order. Whole statements, so that it is known which
/// days of which provider are complete, go through <see cref="Matching.StatementBook"/>.
/// </summary>
public sealed class Statements(
    PaymentReferences references, PayoutOutcomes outcomes, PayoutCases cases, ProgrammeLedger ledger, Recoveries.RecoveryCredits recoveries, Matching.PaymentDays days)
{
    /// <summary>Account for money that moved without a reference of ours, at a provider that was not named.</summary>
    public const string Unmatched = "unmatched";

    /// <param name="provider">Whose statement it is; null: not known.</param>
    /// <param name="isPartners">
    /// The partner itself sent it, or two people vouch for it: then money that came back opens its payment again, and a pay code clears a debt, by itself. What one
    /// member of staff hands in does neither: it would be one person who makes us pay again.
    /// </param>
    public async Task<LineFate> ApplyAsync(StatementLine line, string? provider = null, bool isPartners = false)
    {
        if (await references.FindAsync(line.Reference) is not { Key: not null } reference || (provider is not null && reference.Provider != provider))
        {
            var repaid = line.IsCredit ? await RepaidAsync(line, provider ?? Unmatched, isPartners) : 0;
            if (repaid == line.Amount)
            {
                return LineFate.Matched;
            }

            var what = line.IsCredit ? "unmatched-credit" : "unmatched-line";
            return await SuspendAsync(line with { Amount = line.Amount - repaid }, provider ?? Unmatched, UnmatchedKey(line), what, null);
        }

        await days.NoteAsync(line.Reference);
        var noted = await references.ChangeAsync(line.Reference, r => StatementWords.With(r, line));
        if (StatementWords.NumberOf(noted, line) is var number and > 1)
        {
            var key = $"statement-{line.Reference}-{line.Amount}-{number}{(line.IsCredit ? "-back" : "")}";
            return await SuspendAsync(line, reference.Provider, key, line.IsCredit ? "returned-twice" : "paid-twice", reference);
        }

        if (line.IsCredit && !isPartners)
        {
            return noted.Partner is { What: "returned" } ? LineFate.Matched : LineFate.Suspense;
        }

        var kind = line.IsCredit ? OutcomeKind.Returned : OutcomeKind.Succeeded;
        var state = await outcomes.ApplyAsync(noted, new PayoutOutcome(kind, line.Amount, line.At), partnerSaid: false);
        return state is null ? LineFate.Suspense : LineFate.Matched;
    }

    /// <summary>A line that waits for two people already does so whoever states it again.</summary>
    private async Task<long> RepaidAsync(StatementLine line, string provider, bool isPartners) =>
        isPartners && (await ledger.FindAsync(UnmatchedKey(line)))?.Amount != line.Amount
            ? await recoveries.TakeAsync(line.Reference, line.Id, provider, line.Amount)
            : await recoveries.TakenAsync(line.Reference, line.Id);

    private static string UnmatchedKey(StatementLine line) => $"statement-{line.Id}";

    private async Task<LineFate> SuspendAsync(StatementLine line, string provider, string key, string what, PaymentReference? reference)
    {
        var (debit, credit) = line.IsCredit
            ? (reference is null ? LedgerAccounts.Repaid(provider) : LedgerAccounts.Paid(provider), LedgerAccounts.Suspense)
            : (LedgerAccounts.Suspense, LedgerAccounts.Paid(provider));
        await days.NoteAsync(reference?.Reference ?? line.Id);
        await ledger.PostAsync(key, debit, credit, line.Amount, PayoutLedger.SuspenseKind, reference?.Reference ?? line.Id);
        await cases.OpenAsync(CaseKinds.Suspense, what, key, reference?.Reference ?? line.Id, reference, line.Amount, line.At);
        return LineFate.Suspense;
    }
}
