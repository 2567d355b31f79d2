using Prakerja.Pipeline.Matching;

namespace Prakerja.Pipeline.Payments.Banks;

/// <summary>
/// Hands statements of banks and wallets to <see cref="StatementBook"/>. A bank tells of money that came back by its statement only: so that is its own word
/// too, as it would be a wallet's by webhook. What a member of staff hands in is nobody's word but the statement's.
/// </summary>
public sealed class AccountStatements(StatementBook book, PaymentReferences references, PaymentEvents events)
{
    /// <param name="isPartners">The provider sent them itself, signed.</param>
    /// <returns>The fate of each entry, in their order.</returns>
    public async Task<IReadOnlyList<LineFate>> ApplyAsync(string provider, IReadOnlyList<ProviderStatement> pages, string sentBy, bool isPartners = false)
    {
        var fates = new List<LineFate>();
        foreach (var page in pages)
        {
            foreach (var entry in page.Entries.Where(e => isPartners && e.IsReturn && !e.IsDebit))
            {
                await ReturnAsync(provider, entry);
            }

            fates.AddRange(await book.TakeAsync(new StatementPage(provider, page.Day, page.Id, [.. page.Entries.Select(LineOf)], sentBy, page.Number, page.IsLast, isPartners)));
        }

        return fates;
    }

    private async Task ReturnAsync(string provider, StatementEntry entry)
    {
        if (await references.FindAsync(entry.Reference) is { Key: not null } reference && reference.Provider == provider && reference.Amount == entry.Amount)
        {
            var data = new PaymentEventData(entry.Reference, entry.Amount, null, IsoReasons.Of(entry.Reason), entry.At);
            await events.ApplyAsync(new PaymentEventRequest("disbursement.returned", entry.At, data), provider);
        }
    }

    private static StatementLine LineOf(StatementEntry entry) => new(entry.Reference, entry.Amount, entry.At) { IsCredit = !entry.IsDebit, Entry = entry.Entry };
}
