using Prakerja.Domain.Ledger;
using Prakerja.Local.Sandbox.Payments;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Payments;

namespace Prakerja.Local.PayoutSimulation;

/// <summary>The ledger against the partners' own books, to the Rupiah.</summary>
internal static class MoneyChecks
{
    /// <summary>Balance, floors, no key twice, and per reference and provider what was really paid.</summary>
    public static IEnumerable<string> Ledger(IReadOnlyList<TransferRow> transfers, IReadOnlyList<MadePayment> made)
    {
        var balances = Balances.Of(transfers.Select(t => t.ToTransfer()));
        if (balances.Sum != 0)
        {
            yield return $"imbalance: the ledger sums to {balances.Sum}";
        }

        foreach (var account in balances.BelowFloor)
        {
            yield return $"floor: {account} is at {balances[account].Available}";
        }

        foreach (var twice in transfers.GroupBy(t => t.Key, StringComparer.Ordinal).Where(g => g.Count() > 1))
        {
            yield return $"transfer {twice.Key} is recorded {twice.Count()} times";
        }

        var booked = transfers.Where(t => t.State == TransferState.Posted).SelectMany(Paid).GroupBy(p => p.Reference, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Sum(p => p.Amount), StringComparer.Ordinal);
        var really = made.GroupBy(m => m.Reference, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(m => m.Amount), StringComparer.Ordinal);
        foreach (var reference in booked.Keys.Union(really.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var (ledger, partner) = (booked.GetValueOrDefault(reference), really.GetValueOrDefault(reference));
            if (ledger != partner)
            {
                yield return $"ledger: {ledger} booked as paid for {reference}, the partner paid {partner}";
            }
        }
    }

    /// <summary>
    /// Nothing was sent twice, and no incentive was paid twice: what was paid of one is never more than it is worth. It may be paid in parts, where a debt was set
    /// off against it that turned out to be none.
    /// </summary>
    public static IEnumerable<string> Twice(
        IReadOnlyList<MadePayment> made, IReadOnlyDictionary<string, PaymentReference> known, IEnumerable<string> sent, IReadOnlySet<string> suspended) =>
    [
        .. sent.GroupBy(r => r, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => $"sent: {g.Key} went out {g.Count()} times"),
        .. made.Where(m => !known.ContainsKey(m.Reference)).Select(m => $"unknown: the partner paid {m.Amount} for {m.Reference}"),
        .. made.Where(m => known.TryGetValue(m.Reference, out var r) && r.Amount != m.Amount && !suspended.Contains(m.Reference)).Select(m => $"amount: the partner paid {m.Amount} for {m.Reference}"),
        .. made.Where(m => known.ContainsKey(m.Reference)).GroupBy(m => (known[m.Reference].Participant, Key: known[m.Reference].Key!))
            .Where(g => g.Sum(m => m.Amount) > WorthOf(g.Key.Key))
            .Select(g => $"double payment: {g.Key.Participant} got {g.Sum(m => m.Amount)} for {g.Key.Key} in {g.Count()} payments"),
    ];

    /// <summary>Everybody of a world is in the same scheme.</summary>
    private static long WorthOf(string incentive) =>
        incentive.StartsWith("survey", StringComparison.Ordinal) ? Placing.Scheme.SurveyAmount : Placing.Scheme.CompletionAmount;

    /// <summary>What a transfer says left through, or came back to, an account of the partners.</summary>
    private static IEnumerable<(string Reference, long Amount)> Paid(TransferRow transfer)
    {
        if (transfer.Credit.StartsWith("paid:", StringComparison.Ordinal))
        {
            yield return (transfer.Reference, transfer.Amount);
        }

        if (transfer.Debit.StartsWith("paid:", StringComparison.Ordinal))
        {
            yield return (transfer.Reference, -transfer.Amount);
        }
    }
}
