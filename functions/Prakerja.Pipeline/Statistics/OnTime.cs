using System.Globalization;
using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Statistics;

/// <summary>
/// How long people wait for their first incentive (programme.md, "On time"): a histogram of whole days per month of payment and scheme, raised in the commit that
/// shows the payment, each person once. Published are the median and the 95th percentile, both by nearest rank.
/// </summary>
public static class OnTime
{
    /// <summary>Word of the query.</summary>
    public const string Dimension = "onTime";

    public const string Payments = "payments";
    public const string MedianDays = "medianDays";
    public const string P95Days = "p95Days";
    public const string MedianDaysDue = "medianDaysSinceDue";
    public const string P95DaysDue = "p95DaysSinceDue";

    private const string Rows = "~on-time|";
    private const string Completed = "completed";
    private const string Due = "due";
    private const int LongestDays = 999;

    public static IReadOnlyList<string> Columns { get; } = [Payments, MedianDays, P95Days, MedianDaysDue, P95DaysDue];

    /// <summary>Counts the person's first payment.</summary>
    /// <param name="due">When the first attempt was reserved: nothing was missing any more.</param>
    /// <param name="key">Of the incentive.</param>
    public static void Count(ParticipantChange change, DateTimeOffset? due, string key)
    {
        var person = change.Participant;
        var paid = person.Payouts.FirstOrDefault(p => p.Key == key)?.PaidAt;
        var completed = person.Purchases.Where(p => p.State == PurchaseState.Completed).Min(p => p.CompletedAt);
        if (paid is not { } at || person.Award is not { } award || completed is null)
        {
            return;
        }

        var row = $"{Rows}{Wib.DateOf(at).ToString("yyyy-MM", CultureInfo.InvariantCulture)}";
        change.Count(row, $"{award.Scheme}|{Completed}|{Days(completed.Value, at)}");
        change.Count(row, $"{award.Scheme}|{Due}|{Days(due ?? completed.Value, at)}");
    }

    /// <summary>By month and scheme, <c>2026-03/normal</c>; nothing is shown of fewer than ten payments, nor of the one that would tell of them.</summary>
    public static IReadOnlyList<StatisticsItem> ItemsOf(IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> totals)
    {
        var months = totals.Where(t => t.Key.StartsWith(Rows, StringComparison.Ordinal)).OrderBy(t => t.Key, StringComparer.Ordinal)
            .SelectMany(t => t.Value.GroupBy(c => c.Key.Split('|')[0], StringComparer.Ordinal)
                .Select(scheme => ($"{t.Key[Rows.Length..]}/{scheme.Key}", Completed: Histogram(scheme, Completed), Due: Histogram(scheme, Due)))).ToArray();
        var shown = Suppression.Apply([.. months.Select(m => m.Completed.Values.Sum())], 0);
        return [.. months.Select((m, at) => new StatisticsItem(m.Item1, new Dictionary<string, long?>(StringComparer.Ordinal)
        {
            [Payments] = shown[at],
            [MedianDays] = shown[at] is null ? null : Percentile(m.Completed, 50),
            [P95Days] = shown[at] is null ? null : Percentile(m.Completed, 95),
            [MedianDaysDue] = shown[at] is null ? null : Percentile(m.Due, 50),
            [P95DaysDue] = shown[at] is null ? null : Percentile(m.Due, 95),
        }))];
    }

    /// <summary>The smallest number of days within which so many in a hundred were paid.</summary>
    public static long Percentile(IReadOnlyDictionary<int, long> histogram, int percent)
    {
        var (rank, sum) = (((histogram.Values.Sum() * percent) + 99) / 100, 0L);
        return histogram.OrderBy(h => h.Key).First(h => (sum += h.Value) >= rank).Key;
    }

    private static Dictionary<int, long> Histogram(IEnumerable<KeyValuePair<string, long>> cells, string since) => cells
        .Select(c => (Parts: c.Key.Split('|'), c.Value)).Where(c => c.Parts[1] == since)
        .ToDictionary(c => int.Parse(c.Parts[2], NumberStyles.None, CultureInfo.InvariantCulture), c => c.Value);

    /// <summary>A partner's completion may be dated after the payment by a few minutes' difference of clocks: never below zero.</summary>
    private static int Days(DateTimeOffset from, DateTimeOffset until) => Math.Clamp(Wib.DateOf(until).DayNumber - Wib.DateOf(from).DayNumber, 0, LongestDays);
}
