using Prakerja.Pipeline.Payments;

namespace Prakerja.Pipeline.Matching;

/// <summary>
/// Which days a run has to match: those that ended since the last run, each day before them (its day of grace is over), and the days of payments of which
/// somebody spoke since. So a night costs what happened, however many days are not closed.
/// </summary>
public sealed class ReconciliationPlanning(DayStore days, PaymentDays spoken, PaymentReferences references, PostedPayments posted)
{
    private const int MaxDays = 31;

    public async Task<ReconciliationPlan> RunAsync(ReconciliationRun run, CancellationToken cancellation)
    {
        var done = await days.DoneUntilAsync() ?? (await spoken.FirstAsync())?.AddDays(-1);
        if (done is not { } from || from >= run.Until)
        {
            return new ReconciliationPlan([], null, false);
        }

        var until = from.AddDays(MaxDays) < run.Until ? from.AddDays(MaxDays) : run.Until;
        var planned = new SortedSet<DateOnly>();
        for (var day = from.AddDays(1); day <= until; day = day.AddDays(1))
        {
            planned.UnionWith([day.AddDays(-1), day]);
            await AddSpokenOfAsync(day, planned);
        }

        return new ReconciliationPlan([.. planned], until, until < run.Until);
    }

    private async Task AddSpokenOfAsync(DateOnly day, SortedSet<DateOnly> planned)
    {
        await foreach (var named in spoken.ReadAsync(day).Chunk(DayMatcher.AtOnce))
        {
            planned.UnionWith((await Task.WhenAll(named.Select(PostedOnAsync))).OfType<DateOnly>().Where(of => of < day));
        }
    }

    private async Task<DateOnly?> PostedOnAsync(string named) =>
        await references.FindAsync(named) is { Key: not null } known ? await posted.DayOfAsync(known) : null;
}
