using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Payments;

namespace Prakerja.Pipeline.Matching;

public enum ItemKind
{
    /// <summary>What left: by our instruction, or transferred back by hand.</summary>
    Payment,

    /// <summary>A payment that came back, or what a person repaid.</summary>
    Return,

    /// <summary>Money that fits no instruction and waits for two people.</summary>
    Suspense,
}

/// <summary>One movement as the three records have it; null: that record does not. Amounts in whole Rupiah.</summary>
/// <param name="Reference">The end-to-end id.</param>
/// <param name="Settled">Two people took it as settled.</param>
public sealed record DayItem(
    ItemKind Kind, string Reference, string Provider, string? Participant, string? Key, long? Ledger, long? Partner, long? Statement, bool Settled)
{
    /// <summary>In all three, with one amount.</summary>
    public bool IsMatched => Ledger is not null && Ledger == Partner && Partner == Statement;

    /// <summary>Ledger and partner agree, and nothing but the statement's line is missing.</summary>
    public bool IsOnlyUnstated => Kind != ItemKind.Suspense && Statement is null && Ledger is not null && Ledger == Partner;

    /// <summary>Id of the case that somebody works on while it is different.</summary>
    public string CaseId { get; init; } = DifferenceCases.IdOf(Reference, Kind == ItemKind.Return);

    /// <summary>A payment: what left, whatever came back since.</summary>
    public static DayItem Payment(string reference, string provider, PaymentReference? known, long? ledger) => new(
        ItemKind.Payment, reference, provider, known?.Participant, known?.Key, ledger,
        known?.Partner switch { { What: "succeeded" } word => word.Amount, { What: "returned" } => known.Amount, _ => null },
        known?.Statement?.Amount, known?.Accepted is not null || CameBackUnstated(known));

    /// <summary>What came back.</summary>
    public static DayItem Return(string reference, string provider, PaymentReference? known, long? ledger) => new(
        ItemKind.Return, reference, provider, known?.Participant, known?.Key, ledger,
        known?.Partner is { What: "returned" } word ? word.Amount : null, known?.Back?.Amount, known?.AcceptedBack is not null || CameBackUnstated(known));

    /// <param name="settled">The case is closed.</param>
    public static DayItem InSuspense(TransferRow entry, PaymentReference? known, string caseId, bool settled) => new(
        ItemKind.Suspense, entry.Reference, ProviderOf(entry), known?.Participant, known?.Key, entry.Amount, known?.Partner?.Amount, known?.Statement?.Amount, settled)
    {
        CaseId = caseId,
    };

    /// <summary>The provider whose account a movement touches.</summary>
    public static string ProviderOf(TransferRow entry) => (entry.Debit == LedgerAccounts.Suspense || IsPaid(entry.Credit) ? entry.Credit : entry.Debit).Split(':')[^1];

    public static bool IsPaid(string account) => account.StartsWith("paid:", StringComparison.Ordinal);

    /// <summary>
    /// Sent back before the bank had booked it: a statement shows neither, and both are nothing together. Not where two people took it as paid: then it left,
    /// and has to be seen coming back.
    /// </summary>
    private static bool CameBackUnstated(PaymentReference? known) => known is { Partner.What: "returned", Statement: null, Back: null, Accepted: null };
}
