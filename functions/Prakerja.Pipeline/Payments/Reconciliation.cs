using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Settlements;

namespace Prakerja.Pipeline.Payments;

/// <param name="Sum">Whole Rupiah.</param>
public sealed record Tally(int Count, long Sum)
{
    public static Tally Zero { get; } = new(0, 0);

    public Tally Plus(long amount) => new(Count + 1, Sum + amount);
}

/// <summary>A payment on which the three records disagree; null: that record does not have it.</summary>
public sealed record Difference(string Reference, string ParticipantId, string Key, long? Ledger, long? Partner, long? Statement);

/// <summary>One day (WIB) of payments: what the ledger, the partners and the bank's statements say, and how much of it agrees.</summary>
/// <param name="Matched">In all three, with one amount.</param>
/// <param name="Different">How many are not.</param>
/// <param name="Differences">The first 200 of them, by reference.</param>
public sealed record ReconciliationDay(
    DateOnly Day, Tally Ledger, Tally Partner, Tally Statement, Tally Matched, int Different, IReadOnlyList<Difference> Differences);

/// <summary>Matches ledger, partner outcomes and bank statements by reference.</summary>
public sealed class Reconciliation(LedgerScan ledger, PaymentReferences references)
{
    private const string Returned = "returned";

    /// <summary>The days from and until (inclusive) that had payments. A payment's day is the first that one of partner, statement and ledger gives.</summary>
    public async Task<IReadOnlyList<ReconciliationDay>> ComputeAsync(DateOnly from, DateOnly until)
    {
        var posted = await PostedAsync();
        var days = new SortedDictionary<DateOnly, DayCount>();
        await foreach (var reference in references.AllAsync())
        {
            var entry = posted.GetValueOrDefault(reference.Reference);
            var at = reference.Partner?.At ?? reference.Statement?.At ?? (entry is null ? null : entry.CountsFrom);
            if (at is { } time && Wib.DateOf(time) is var day && day >= from && day <= until)
            {
                var count = days.TryGetValue(day, out var known) ? known : days[day] = new DayCount();
                count.Add(reference, entry?.Amount);
            }
        }

        return [.. days.Where(d => !d.Value.IsEmpty).Select(d => d.Value.Finish(d.Key))];
    }

    /// <summary>Payments that stand: those that came back are taken out.</summary>
    private async Task<Dictionary<string, TransferRow>> PostedAsync()
    {
        var posted = new Dictionary<string, TransferRow>(StringComparer.Ordinal);
        var returned = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var transfer in ledger.AllAsync())
        {
            switch (transfer.Kind)
            {
                case PayoutLedger.PaidKind or PayoutLedger.LateKind or SettlementLedger.PaidKind or SettlementLedger.LateKind:
                    posted[transfer.Reference] = transfer;
                    break;
                case PayoutLedger.ReturnedKind or SettlementLedger.ReturnedKind:
                    returned.Add(transfer.Reference);
                    break;
                default:
                    break;
            }
        }

        foreach (var reference in returned)
        {
            posted.Remove(reference);
        }

        return posted;
    }

    private sealed class DayCount
    {
        private const int MaxListed = 200;
        private readonly List<Difference> differences = [];
        private Tally inLedger = Tally.Zero;
        private Tally inPartner = Tally.Zero;
        private Tally inStatement = Tally.Zero;
        private Tally matched = Tally.Zero;
        private int different;

        public bool IsEmpty => matched.Count + different == 0;

        public void Add(PaymentReference reference, long? ledger)
        {
            var partner = reference.Partner is { What: "succeeded" } word ? word.Amount : (long?)null;
            // A statement shows what left; what came back since is the partner's to say.
            var statement = reference.Partner?.What == Returned ? null : reference.Statement?.Amount;
            if (ledger is null && partner is null && statement is null)
            {
                return;
            }

            (inLedger, inPartner, inStatement) = (Plus(inLedger, ledger), Plus(inPartner, partner), Plus(inStatement, statement));
            if (ledger == partner && partner == statement)
            {
                matched = matched.Plus(ledger!.Value);
            }
            else if (++different <= MaxListed)
            {
                differences.Add(new Difference(reference.Reference, reference.Participant, reference.Key!, ledger, partner, statement));
            }
        }

        public ReconciliationDay Finish(DateOnly day) => new(day, inLedger, inPartner, inStatement, matched, different, differences);
    }

    private static Tally Plus(Tally tally, long? amount) => amount is { } value ? tally.Plus(value) : tally;
}
