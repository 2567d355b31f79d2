using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Cases;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Payments;

namespace Prakerja.Pipeline.Settlements;

/// <summary>What one attempt moves, as its fate stands.</summary>
internal sealed class SettlementMovements(Settlement settlement, SettlementAttempt attempt)
{
    private readonly string key = KeyOf(ReferenceOf(settlement, attempt));
    private readonly string reference = ReferenceOf(settlement, attempt);
    private readonly string inFlight = LedgerAccounts.InFlight(attempt.Provider);
    private readonly string paid = LedgerAccounts.Paid(attempt.Provider);

    public IEnumerable<NewTransfer> All() => [.. Reservation(), .. OtherAmounts(), .. Payment(), .. Return()];

    /// <summary>Key of what a partner says it paid of another amount; its case has it as id.</summary>
    public static string OtherAmountKey(PaymentReference reference, long amount) => $"{KeyOf(reference.Reference)}-other-{amount}";

    /// <summary>Key of what a partner says came back of another amount; its case has it as id.</summary>
    public static string OtherBackKey(PaymentReference reference, long amount) => $"{KeyOf(reference.Reference)}-other-back-{amount}";

    /// <summary>Key of the payment; the case has it as id where it was one too many.</summary>
    public static string PaidKey(PaymentReference reference) => $"{KeyOf(reference.Reference)}-paid";

    private static string ReferenceOf(Settlement settlement, SettlementAttempt attempt) =>
        PaymentReferences.Of(settlement.Platform, settlement.Id.PaymentKey, attempt.Number);

    private static string KeyOf(string reference) => $"settlement-{reference}";

    private IEnumerable<NewTransfer> Reservation() => Shares("", SettlementLedger.ReserveKind, attempt.Fate switch
    {
        AttemptFate.Open => TransferState.Pending,
        AttemptFate.Paid => TransferState.Posted,
        _ => TransferState.Voided,
    }, account => (account, inFlight));

    private IEnumerable<NewTransfer> OtherAmounts() =>
    [
        .. attempt.OtherAmounts.Select(amount => Whole($"-other-{amount}", LedgerAccounts.Suspense, paid, PayoutLedger.SuspenseKind) with { Amount = amount }),
        .. attempt.OtherBack.Select(amount => Whole($"-other-back-{amount}", paid, LedgerAccounts.Suspense, PayoutLedger.SuspenseKind) with { Amount = amount }),
    ];

    private IEnumerable<NewTransfer> Payment() => attempt.Fate switch
    {
        AttemptFate.Paid => [Whole("-paid", inFlight, paid, SettlementLedger.PaidKind)],
        AttemptFate.PaidLate =>
        [
            .. Shares("-late", SettlementLedger.ReserveKind, TransferState.Posted, account => (account, inFlight)), Whole("-paid", inFlight, paid, SettlementLedger.LateKind),
        ],
        AttemptFate.PaidTwice or AttemptFate.PaidInstead => [Whole("-paid", LedgerAccounts.Suspense, paid, SettlementLedger.LateKind)],
        _ => [],
    };

    private IEnumerable<NewTransfer> Return() => attempt switch
    {
        { ReturnedAt: null } => [],
        { Fate: AttemptFate.PaidTwice, Undone: true } => [Whole("-paid-undone", paid, LedgerAccounts.Suspense, SuspenseSettlement.Kind)],
        { Fate: AttemptFate.PaidTwice } => [Whole("-returned", paid, LedgerAccounts.Suspense, SettlementLedger.ReturnedKind)],
        _ => Shares("-returned", SettlementLedger.ReturnedKind, TransferState.Posted, account => (paid, account)),
    };

    /// <summary>Out of suspense: what was one too many has become the payment.</summary>
    public IEnumerable<NewTransfer> Takeover() => attempt.Fate == AttemptFate.PaidInstead
        ? Shares("-paid-taken", SuspenseSettlement.Kind, TransferState.Posted, account => (account, LedgerAccounts.Suspense)) : [];

    private NewTransfer Whole(string what, string from, string to, string kind) => new(key + what, from, to, settlement.Price, kind, reference, TransferState.Posted);

    /// <summary>One for each of the platform's two accounts; movements of nothing are none.</summary>
    private IEnumerable<NewTransfer> Shares(string what, string kind, TransferState state, Func<string, (string From, string To)> legs)
    {
        foreach (var (leg, account, amount) in new[]
        {
            ("net", LedgerAccounts.Payable(settlement.Platform), settlement.Net), ("commission", LedgerAccounts.Commission(settlement.Platform), settlement.Commission),
        })
        {
            var (from, to) = legs(account);
            if (amount > 0)
            {
                yield return new NewTransfer($"{key}{what}-{leg}", from, to, amount, kind, reference, state);
            }
        }
    }
}
