using Prakerja.Pipeline.Cases;
using Prakerja.Pipeline.Ledger;
using Prakerja.Pipeline.Payments;
using Prakerja.Pipeline.Settlements;

namespace Prakerja.Pipeline.Matching;

/// <summary>Matches ledger, partners and statements by end-to-end id, day by day: reads what moved and what was spoken of on those days, nothing else.</summary>
public sealed class DayMatcher(LedgerDays ledger, PaymentDays spoken, PaymentReferences references, PostedPayments posted, RepaidCash repaid, PayoutCases cases, MissingStatements missing)
{
    /// <summary>Reads that wait for the store together.</summary>
    internal const int AtOnce = 32;

    public async Task<DayFigures> MatchAsync(DateOnly day) => (await MatchAsync(day, day))[0];

    /// <summary>Every day from and until (inclusive).</summary>
    public async Task<IReadOnlyList<DayFigures>> MatchAsync(DateOnly from, DateOnly until)
    {
        var days = new Dictionary<DateOnly, DayCount>();
        for (var day = from; day <= until; day = day.AddDays(1))
        {
            days[day] = new DayCount(day);
        }

        await foreach (var (day, item) in ItemsAsync(from, until))
        {
            days[day].Add(item);
        }

        var figures = new List<DayFigures>(days.Count);
        foreach (var (day, count) in days)
        {
            figures.Add(count.Finish(await WithoutStatementAsync(day, count.Providers)));
        }

        return figures;
    }

    /// <summary>Everything that moved, or that somebody says moved, on the days from and until (inclusive).</summary>
    public async IAsyncEnumerable<(DateOnly Day, DayItem Item)> ItemsAsync(DateOnly from, DateOnly until)
    {
        var accepted = new Dictionary<(DateOnly, string), bool>();
        await foreach (var entries in ledger.ReadAsync(from, until).Where(IsMovement).Chunk(AtOnce))
        {
            var items = await Task.WhenAll(entries.Select(ItemOfAsync));
            foreach (var (entry, item) in entries.Zip(items))
            {
                yield return (entry.Day, item.IsOnlyUnstated && await IsAcceptedAsync(accepted, entry.Day, item.Provider) ? item with { Settled = true } : item);
            }
        }

        foreach (var day in await spoken.BusyAsync(from, until))
        {
            await foreach (var named in spoken.ReadAsync(day).Chunk(AtOnce))
            {
                foreach (var known in (await Task.WhenAll(named.Select(UnpostedAsync))).OfType<PaymentReference>())
                {
                    yield return (day, DayItem.Payment(known.Reference, known.Provider, known, null));
                }
            }
        }
    }

    /// <summary>What of a settlement came back does so in two shares, of which one stands for both.</summary>
    private static bool IsMovement(TransferRow entry) =>
        entry.Kind != SuspenseSettlement.Kind && (SuspenseCases.IsSuspense(entry) || RepaidCash.Is(entry) || DayItem.IsPaid(entry.Credit) || DayItem.IsPaid(entry.Debit))
        && !(entry.Kind == SettlementLedger.ReturnedKind && entry.Key.EndsWith("-commission", StringComparison.Ordinal));

    private async Task<DayItem> ItemOfAsync(TransferRow entry)
    {
        if (RepaidCash.Is(entry))
        {
            return await repaid.ItemOfAsync(entry);
        }

        var known = await references.FindAsync(entry.Reference);
        if (!SuspenseCases.IsSuspense(entry))
        {
            var provider = DayItem.ProviderOf(entry);
            return DayItem.IsPaid(entry.Credit) ? DayItem.Payment(entry.Reference, provider, known, entry.Amount) : DayItem.Return(entry.Reference, provider, known, known?.Amount ?? entry.Amount);
        }

        var id = SuspenseCases.IdOf(entry);
        var about = await cases.FindAsync(CaseKinds.Suspense, id);
        return DayItem.InSuspense(entry, known, id, settled: about is { IsOpen: false });
    }

    /// <summary>The reference, if somebody says that it was paid and the ledger has nothing of it, in suspense neither.</summary>
    private async Task<PaymentReference?> UnpostedAsync(string named)
    {
        if (await references.FindAsync(named) is not { Key: not null } known || (known.Partner?.What is not ("succeeded" or "returned") && known.Statement is null))
        {
            return null;
        }

        return await posted.HasMovedAsync(known) ? null : known;
    }

    /// <summary>Asked once for a provider's day, however many payments it has.</summary>
    private async Task<bool> IsAcceptedAsync(Dictionary<(DateOnly, string), bool> known, DateOnly day, string provider)
    {
        if (!known.TryGetValue((day, provider), out var accepted))
        {
            known[(day, provider)] = accepted = await missing.IsAcceptedAsync(provider, day);
        }

        return accepted;
    }

    private async Task<IReadOnlyList<string>> WithoutStatementAsync(DateOnly day, IReadOnlyCollection<string> providers)
    {
        var without = new List<string>();
        foreach (var provider in providers.Where(p => p != Statements.Unmatched))
        {
            if (await missing.IsMissingAsync(provider, day))
            {
                without.Add(provider);
            }
        }

        return without;
    }
}
