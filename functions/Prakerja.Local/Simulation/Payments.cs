using Prakerja.Domain.Incentives;
using Prakerja.Local.Sandbox.Payments;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Participants;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Settlements;

namespace Prakerja.Local.Simulation;

/// <summary>What the ledger, the references and the partners' own books say of every payment.</summary>
/// <param name="Posted">Reference → Rupiah that the ledger says went out and stayed out.</param>
/// <param name="Known">What each reference stands for.</param>
internal sealed record Payments(
    LedgerSummary Ledger, IReadOnlyDictionary<string, long> Posted, IReadOnlyDictionary<string, PaymentReference> Known, IReadOnlyList<MadePayment> Made)
{
    public static async Task<Payments> ReadAsync(LedgerTotals totals, LedgerScan scan, PaymentReferences references, PaymentBook book)
    {
        var posted = new Dictionary<string, long>(StringComparer.Ordinal);
        await foreach (var transfer in scan.AllAsync())
        {
            var sign = transfer.Kind switch
            {
                PayoutLedger.PaidKind or PayoutLedger.LateKind or SettlementLedger.PaidKind or SettlementLedger.LateKind => 1,
                PayoutLedger.ReturnedKind or SettlementLedger.ReturnedKind => -1,
                _ => 0,
            };
            if (sign != 0)
            {
                posted[transfer.Reference] = posted.GetValueOrDefault(transfer.Reference) + (sign * transfer.Amount);
            }
        }

        var known = await references.AllAsync().ToDictionaryAsync(r => r.Reference, StringComparer.Ordinal);
        return new Payments(await totals.ComputeAsync(), posted, known, await book.MadeAsync());
    }

    /// <summary>Invariant 1, payment by payment: each made once, of what it was instructed for, and in the ledger unless its outcome is still open.</summary>
    public IEnumerable<string> Check(IReadOnlyList<Participant> people)
    {
        var open = people.SelectMany(p => p.Payouts.Where(o => o.State is PaymentState.Sending or PaymentState.Unknown).Select(o => PaymentReferences.Of(p.Id, o.Key, o.Attempt)))
            .ToHashSet(StringComparer.Ordinal);
        var made = Made.ToDictionary(m => m.Reference, m => m.Amount, StringComparer.Ordinal);
        var awaited = Made.Where(m => !Posted.ContainsKey(m.Reference)).ToArray();
        return
        [
            .. Made.Where(m => !Known.TryGetValue(m.Reference, out var known) || known.Amount != m.Amount).Select(m => $"1: the partner paid {m.Amount} for {m.Reference}, which was not instructed so"),
            .. awaited.Where(m => !open.Contains(m.Reference)).Select(m => $"1: {m.Reference} was paid, but the ledger does not have it and nobody asks"),
            .. Posted.Where(p => made.GetValueOrDefault(p.Key) != p.Value).Select(p => $"1: the ledger says {p.Value} for {p.Key}, the partner {made.GetValueOrDefault(p.Key)}"),
            .. Made.Where(m => Known.ContainsKey(m.Reference)).GroupBy(m => (Known[m.Reference].Participant, Known[m.Reference].Key)).Where(g => g.Count() > 1)
                .Select(g => $"2: {g.Key.Participant} got {g.Key.Key} {g.Count()} times"),
            .. Ledger.PaidOut + awaited.Sum(m => m.Amount) == made.Values.Sum() ? (string[])[] : [$"1: the ledger says {Ledger.PaidOut} was paid, the partners {made.Values.Sum()}"],
        ];
    }
}
