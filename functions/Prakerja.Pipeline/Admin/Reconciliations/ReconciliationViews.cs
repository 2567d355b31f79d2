using Prakerja.Pipeline.Matching;
using Prakerja.Pipeline.Payments;

namespace Prakerja.Pipeline.Admin.Reconciliations;

/// <summary>Days as staff see them: closed ones as they were closed, others as they are now.</summary>
public sealed class ReconciliationViews(DayStore days, DayMatcher matcher, PaymentDays spoken, PayoutCases cases, TimeProvider clock)
{
    /// <summary>The days from and until (inclusive) on which anything happened.</summary>
    public async Task<IReadOnlyList<ReconciliationDayView>> ListAsync(DateOnly from, DateOnly until)
    {
        if (await spoken.FirstAsync() is not { } first)
        {
            return [];
        }

        var today = Wib.DateOf(clock.GetUtcNow());
        (from, until) = (from < first ? first : from, until > today ? today : until);
        var known = await days.FindAsync(from, until);
        var views = new List<ReconciliationDayView>();
        foreach (var figures in await FiguresAsync(from, until, known))
        {
            if (!figures.IsEmpty)
            {
                views.Add(await ViewAsync(figures, known.GetValueOrDefault(figures.Day)));
            }
        }

        return views;
    }

    public async Task<ReconciliationDayView> ViewAsync(DayFigures figures, DayRecord? record)
    {
        var differences = new List<DifferenceView>(figures.Differences.Count);
        foreach (var item in figures.Differences)
        {
            differences.Add(DifferenceView.Of(item, await cases.FindAsync(CaseKinds.Suspense, item.CaseId), clock.GetUtcNow()));
        }

        return ReconciliationDayView.Of(figures, record, differences);
    }

    /// <summary>What is closed is not read again, up to the first day that is open.</summary>
    private async Task<IReadOnlyList<DayFigures>> FiguresAsync(DateOnly from, DateOnly until, IReadOnlyDictionary<DateOnly, DayRecord> known)
    {
        var figures = new List<DayFigures>();
        while (from <= until && known.GetValueOrDefault(from) is { Closed: not null } closed)
        {
            figures.Add(closed.Figures);
            from = from.AddDays(1);
        }

        if (from <= until)
        {
            figures.AddRange((await matcher.MatchAsync(from, until)).Select(f => known.GetValueOrDefault(f.Day) is { Closed: not null } closed ? closed.Figures : f));
        }

        return figures;
    }
}
