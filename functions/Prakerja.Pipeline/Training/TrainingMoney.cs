using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Settlements;

namespace Prakerja.Pipeline.Training;

/// <summary>The money of courses: reserved when bought, posted to the platform on verified completion, voided otherwise; what is unused returns to where <see cref="AwardMoney.ReturnsTo"/> says.</summary>
public sealed class TrainingMoney(LedgerReader ledger)
{
    /// <summary>Key of a purchase's transfer.</summary>
    public static string PurchaseKey(string redeemCode) => $"purchase-{redeemCode}";

    /// <summary>Key of what the platform keeps of it.</summary>
    public static string CommissionKey(string redeemCode) => $"commission-{redeemCode}";

    public const string CommissionKind = "commission";

    public const string ReturnKey = "balance-return";

    public static void Reserve(ParticipantChange change, Purchase purchase) => change.Record(
        PurchaseKey(purchase.RedeemCode), LedgerAccounts.Training(change.Before.Id), LedgerAccounts.Payable(purchase.Platform),
        purchase.Price, "purchase", purchase.InvoiceCode, TransferState.Pending);

    /// <summary>The platform has earned it: the price is owed to it, its commission set apart, and the purchase waits for the week's settlement.</summary>
    public async ValueTask PostAsync(ParticipantChange change, Purchase purchase)
    {
        await SettleAsync(change, purchase, TransferEvent.Post);
        if (purchase.Commission > 0)
        {
            change.Record(
                CommissionKey(purchase.RedeemCode), LedgerAccounts.Payable(purchase.Platform), LedgerAccounts.Commission(purchase.Platform),
                purchase.Commission, CommissionKind, purchase.InvoiceCode, TransferState.Posted);
        }

        SettlementLines.Leave(change, purchase);
    }

    /// <summary>Gives reservations up; after the balance was closed the money goes straight back, of all of them together.</summary>
    public async ValueTask VoidAsync(ParticipantChange change, params IReadOnlyList<Purchase> purchases)
    {
        foreach (var purchase in purchases)
        {
            await SettleAsync(change, purchase, TransferEvent.Void);
        }

        if (change.Participant.BalanceClosedAt is not null && purchases is [var first, ..])
        {
            Return(change, $"{ReturnKey}-{first.RedeemCode}", purchases.Sum(p => p.Price), first.InvoiceCode);
        }
    }

    /// <summary>Ends the balance: what the account holds and no purchase has reserved returns.</summary>
    /// <param name="voided">Reservations that this same change gives up.</param>
    public async ValueTask CloseAsync(ParticipantChange change, long voided)
    {
        var balances = Balances.Of((await ledger.AllAsync(change.Before.Id)).Select(row => row.ToTransfer()));
        var unused = balances[LedgerAccounts.Training(change.Before.Id)].Available + voided;
        if (unused > 0)
        {
            Return(change, ReturnKey, unused, change.Participant.Award!.CardNumber);
        }

        change.Participant = change.Participant with { BalanceClosedAt = change.At };
    }

    private static void Return(ParticipantChange change, string key, long amount, string reference) => change.Record(
        key, LedgerAccounts.Training(change.Before.Id), AwardMoney.ReturnsTo(change.Participant, change.At), amount, ReturnKey, reference, TransferState.Posted);

    private async ValueTask SettleAsync(ParticipantChange change, Purchase purchase, TransferEvent happened)
    {
        var (row, etag) = await ledger.FindAsync(change.Before.Id, PurchaseKey(purchase.RedeemCode))
            ?? throw new InvalidOperationException($"Purchase {purchase.RedeemCode} has no transfer.");
        change.Settle(row, etag, happened);
    }
}
