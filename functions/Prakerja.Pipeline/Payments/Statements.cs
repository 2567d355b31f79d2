using System.Globalization;
using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Recoveries;

namespace Prakerja.Pipeline.Payments;

/// <summary>A line of a bank's or wallet's statement: money that left our account, or came back to it.</summary>
/// <param name="Reference">The end-to-end id: ours, where it is about a payout.</param>
/// <param name="Amount">Whole Rupiah, above zero.</param>
public sealed record StatementLine(string Reference, long Amount, DateTimeOffset At)
{
    /// <summary>Money that came in.</summary>
    public bool IsCredit { get; init; }

    /// <summary>The bank's own id of the entry, where it gives one: tells apart equal lines of one statement, and nothing beyond it.</summary>
    public string? Entry { get; init; }

    /// <summary>Two people said whose it is: a line of its own, whatever others there are.</summary>
    public bool IsAssigned { get; init; }

    /// <summary>Where it stands.</summary>
    public StatementPlace Place { get; init; } = StatementPlace.Alone;

    /// <summary>What distinguishes it from equal lines of its statement: its entry's id, otherwise its time.</summary>
    public string Mark => Entry ?? string.Create(CultureInfo.InvariantCulture, $"{At.UtcTicks}");

    /// <summary>The same of all lines that can be about one movement: of one reference, amount, direction and day (WIB).</summary>
    public string Alike => ShortHash.Of($"{Reference}\n{Amount}\n{Wib.DateOf(At).DayNumber}{(IsCredit ? "\ncredit" : "")}");

    /// <summary>The line in the same place of the same statement has the same id, however often that is handed in; what two people assigned one of its own.</summary>
    public string Id => ShortHash.Of(IsAssigned ? $"{Alike}\n{Mark}" : string.Create(CultureInfo.InvariantCulture, $"{Alike}\n{Place.Statement}\n{Place.Page}\n{Place.Nth}"));
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
    PaymentReferences references, UnmatchedLines unmatched, PayoutOutcomes outcomes, PayoutCases cases, ProgrammeLedger ledger, RecoveryCredits recoveries,
    RecoveryRefunds refunds, RecoveryIndex index, Matching.PaymentDays days)
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
            return await TakeUnmatchedAsync(line, provider ?? Unmatched, isPartners);
        }

        await days.NoteAsync(line.Reference);
        var noted = await references.ChangeAsync(line.Reference, r => StatementWords.With(r, line));
        if (StatementWords.NumberOf(noted, line) is var number and > 1)
        {
            var key = $"statement-{line.Reference}-{line.Amount}-{number}{(line.IsCredit ? "-back" : "")}";
            return await SuspendAsync(line, reference.Provider, key, line.IsCredit ? "returned-twice" : "paid-twice", reference.Reference, reference);
        }

        if (line.IsCredit && !isPartners)
        {
            return noted.Partner is { What: "returned" } ? LineFate.Matched : LineFate.Suspense;
        }

        var kind = line.IsCredit ? OutcomeKind.Returned : OutcomeKind.Succeeded;
        var state = await outcomes.ApplyAsync(noted, new PayoutOutcome(kind, line.Amount, line.At), partnerSaid: false);
        return state is null ? LineFate.Suspense : LineFate.Matched;
    }

    /// <summary>Of nobody's reference: a repayment or a refund under its pay code, otherwise it waits for two people.</summary>
    private async Task<LineFate> TakeUnmatchedAsync(StatementLine line, string provider, bool isPartners)
    {
        var id = await unmatched.IdOfAsync(line, provider);
        var taken = line.IsCredit ? await RepaidAsync(line, id, provider, isPartners) : await IsRefundAsync(line, id, provider) ? line.Amount : 0;
        if (taken == line.Amount)
        {
            return LineFate.Matched;
        }

        await days.NoteAsync(id);
        return line.IsCredit ? await SuspendAsync(line with { Amount = line.Amount - taken }, provider, UnmatchedKey(id), "unmatched-credit", id)
            : await SuspendAsync(line, provider, UnmatchedKey(id), "unmatched-line", (await index.FindByCodeAsync(line.Reference))?.PayCode ?? id);
    }

    /// <summary>A line that waits for two people already does so whoever states it again.</summary>
    private async Task<long> RepaidAsync(StatementLine line, string id, string provider, bool isPartners) =>
        isPartners && (await ledger.FindAsync(UnmatchedKey(id)))?.Amount != line.Amount
            ? await recoveries.TakeAsync(line.Reference, id, provider, line.Amount)
            : await recoveries.TakenAsync(line.Reference, id);

    /// <summary>One that waits in suspense is taken out of it by its case alone.</summary>
    private async Task<bool> IsRefundAsync(StatementLine line, string id, string provider) => await ledger.HasAsync(UnmatchedKey(id))
        ? await refunds.IsTakenAsync(line.Reference, id) : await refunds.TakeAsync(line.Reference, id, provider, line.Amount);

    private static string UnmatchedKey(string id) => $"statement-{id}";

    /// <param name="about">The reference, the pay code of what left under one, or the id of a line without any.</param>
    private async Task<LineFate> SuspendAsync(StatementLine line, string provider, string key, string what, string about, PaymentReference? reference = null)
    {
        var (debit, credit) = line.IsCredit
            ? (reference is null ? LedgerAccounts.Repaid(provider) : LedgerAccounts.Paid(provider), LedgerAccounts.Suspense)
            : (LedgerAccounts.Suspense, LedgerAccounts.Paid(provider));
        await ledger.PostAsync(key, debit, credit, line.Amount, PayoutLedger.SuspenseKind, about);
        await cases.OpenAsync(CaseKinds.Suspense, what, key, about, reference, line.Amount, line.At);
        return LineFate.Suspense;
    }
}
