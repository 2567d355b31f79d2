using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Ledger;

namespace Prakerja.Pipeline.Payments;

/// <summary>A line of a bank statement: money that left our account.</summary>
/// <param name="Amount">Whole Rupiah, above zero.</param>
public sealed record StatementLine(string Reference, long Amount, DateTimeOffset At)
{
    /// <summary>The same line has the same id, in whichever statement it comes.</summary>
    public string Id => ShortHash.Of($"{Reference}\n{Amount}\n{At.UtcTicks}");
}

/// <summary>What a line turned out to be.</summary>
public enum LineFate
{
    /// <summary>It proves a payout: what was open or unknown is posted.</summary>
    Matched,

    /// <summary>Another amount, a second payment of one reference, or nobody's reference: in suspense until a person decides.</summary>
    Suspense,
}

/// <summary>Takes statements: the third record beside ledger and partner. Any number of times, in any order.</summary>
public sealed class Statements(PaymentReferences references, PayoutOutcomes outcomes, PayoutCases cases, ProgrammeLedger ledger)
{
    /// <summary>Account for money of ours that left without a reference of ours.</summary>
    public const string Unmatched = "unmatched";

    public async Task<LineFate> ApplyAsync(StatementLine line)
    {
        if (await references.FindAsync(line.Reference) is not { Key: not null } reference)
        {
            return await SuspendAsync(line, null, "unmatched-line");
        }

        var word = new PaymentWord(line.Id, line.Amount, line.At.ToUniversalTime());
        await references.UpdateAsync(line.Reference, r => Fits(r, line) ? r with { Statement = word } : r);
        var stated = (await references.FindAsync(line.Reference))!.Statement!;
        if (line.Amount == reference.Amount && stated.What != line.Id)
        {
            return await SuspendAsync(line, reference, "paid-twice");
        }

        var state = await outcomes.ApplyAsync(reference, new PayoutOutcome(OutcomeKind.Succeeded, line.Amount, line.At), partnerSaid: false);
        return state is null ? LineFate.Suspense : LineFate.Matched;
    }

    /// <summary>The first line stands, unless it had another amount than instructed and this one has not.</summary>
    private static bool Fits(PaymentReference reference, StatementLine line) =>
        reference.Statement is not { } known || (known.Amount != reference.Amount && line.Amount == reference.Amount);

    private async Task<LineFate> SuspendAsync(StatementLine line, PaymentReference? reference, string what)
    {
        var account = LedgerAccounts.Paid(reference?.Provider ?? Unmatched);
        await ledger.PostAsync($"statement-{line.Id}", LedgerAccounts.Suspense, account, line.Amount, PayoutLedger.SuspenseKind, line.Id);
        await cases.OpenAsync(CaseKinds.Suspense, what, $"statement-{line.Id}", reference?.Reference ?? line.Id, reference, line.Amount);
        return LineFate.Suspense;
    }
}
