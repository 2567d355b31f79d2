using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Ledger;

namespace Prakerja.Pipeline.Payments.Banks;

/// <summary>
/// Takes what a statement says: what left proves a payout, what came back returns it, any other receipt waits in suspense. Any number of times, in any order.
/// </summary>
public sealed class EntryPosting(Statements statements, PaymentReferences references, PaymentEvents events, PayoutCases cases, ProgrammeLedger ledger)
{
    public async Task<LineFate> ApplyAsync(string provider, StatementEntry entry)
    {
        if (entry.IsDebit)
        {
            return await statements.ApplyAsync(new StatementLine(entry.Reference, entry.Amount, entry.At));
        }

        if (entry.IsReturn && await references.FindAsync(entry.Reference) is { Key: not null } reference && reference.Provider == provider)
        {
            var data = new PaymentEventData(entry.Reference, entry.Amount, null, IsoReasons.Of(entry.Reason), entry.At);
            await events.ApplyAsync(new PaymentEventRequest("disbursement.returned", entry.At, data), provider);
            return entry.Amount == reference.Amount ? LineFate.Matched : LineFate.Suspense;
        }

        return await ReceiveAsync(provider, entry);
    }

    private async Task<LineFate> ReceiveAsync(string provider, StatementEntry entry)
    {
        var id = new StatementLine($"{provider}-receipt-{entry.Reference}", entry.Amount, entry.At).Id;
        await ledger.PostAsync($"receipt-{id}", LedgerAccounts.Repaid(provider), LedgerAccounts.Suspense, entry.Amount, PayoutLedger.SuspenseKind, id);
        await cases.OpenAsync(CaseKinds.Suspense, "unmatched-receipt", $"receipt-{id}", id, null, entry.Amount);
        return LineFate.Suspense;
    }
}
