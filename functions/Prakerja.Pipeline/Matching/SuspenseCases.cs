using Prakerja.Domain.Ledger;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Settlements;

namespace Prakerja.Pipeline.Matching;

/// <summary>From a transfer that put something into suspense to its case: both are made of the same words.</summary>
public static class SuspenseCases
{
    /// <summary>Whether it is money that fits no instruction.</summary>
    public static bool IsSuspense(TransferRow entry) =>
        entry.Kind == PayoutLedger.SuspenseKind || (entry.Kind == SettlementLedger.LateKind && entry.Debit == LedgerAccounts.Suspense);

    public static string IdOf(TransferRow entry) =>
        !IsParticipants(entry) ? entry.Key
        : entry.Key.Contains("-returned-", StringComparison.Ordinal) ? $"{entry.Reference}-returned-{entry.Amount}"
        : $"{entry.Reference}-{entry.Amount}";

    /// <summary>Opens the case that a crash kept from being opened; one that is there stays as it is.</summary>
    public static Task OpenAsync(PayoutCases cases, TransferRow entry, PaymentReference? known) =>
        cases.OpenAsync(CaseKinds.Suspense, WhatOf(entry, known), IdOf(entry), entry.Reference, known, entry.Amount, entry.CountsFrom);

    private static string WhatOf(TransferRow entry, PaymentReference? known) => (IsParticipants(entry), entry.Debit == LedgerAccounts.Suspense) switch
    {
        (true, true) => "amount-mismatch",
        (true, false) => "returned-other-amount",
        _ when !entry.Key.StartsWith("statement-", StringComparison.Ordinal) =>
            entry.Kind == PayoutLedger.SuspenseKind ? SettlementOutcome.OtherAmountCase : SettlementOutcome.PaidTwiceCase,
        (false, true) => known is null ? "unmatched-line" : "paid-twice",
        (false, false) => known is null ? "unmatched-credit" : "returned-twice",
    };

    /// <summary>A participant's keys have the participant before them, the programme's own have nothing.</summary>
    private static bool IsParticipants(TransferRow entry) => entry.Key.Contains(':', StringComparison.Ordinal);
}
