namespace Prakerja.Pipeline.Matching;

/// <summary>Matches a day and writes down the result; a closed day stays as it was closed.</summary>
public sealed class DayMatching(DayStore days, DayMatcher matcher, DifferenceCases differences, TimeProvider clock)
{
    /// <summary>Repairs what a crash left, matches, opens cases for differences whose grace is over.</summary>
    public async Task<DayRecord> RunAsync(DateOnly day)
    {
        if (await days.FindAsync(day) is { Closed: not null } closed)
        {
            return closed;
        }

        var at = clock.GetUtcNow();
        var figures = await matcher.MatchAsync(day);
        if (figures.Different + figures.InSuspense > 0)
        {
            await differences.RepairAsync(day);
            figures = await matcher.MatchAsync(day);
        }

        await differences.OpenAsync(figures);
        var stored = await days.ChangeAsync(day, known => ValueTask.FromResult<DayRecord?>(
            known is null ? new DayRecord(figures, at) : known.Closed is not null ? known : With(known, figures, at)));
        return stored!;
    }

    /// <summary>What somebody proposed with other figures is not what a second person would approve.</summary>
    private static DayRecord With(DayRecord known, DayFigures figures, DateTimeOffset at) =>
        known with { Figures = figures, MatchedAt = at, Proposal = figures.SameAs(known.Figures) ? known.Proposal : null };
}
