using System.Text;
using Prakerja.Pipeline.Http;
using Prakerja.Pipeline.Participants;

namespace Prakerja.Pipeline.Statistics;

/// <param name="Value">Of the dimension; <c>all</c> in the totals.</param>
/// <param name="Counts">Milestone → people; by onTime: payments and days. Null where suppressed.</param>
public sealed record StatisticsItem(string Value, IReadOnlyDictionary<string, long?> Counts);

/// <param name="Definitions">What each milestone counts, and how small cells are treated.</param>
public sealed record StatisticsAnswer(DateTimeOffset AsOf, string By, IReadOnlyDictionary<string, string> Definitions, IReadOnlyList<StatisticsItem> Items);

/// <summary>GET /api/public/statistics: people per milestone, in total or by one dimension.</summary>
public sealed class PublicStatistics(FunnelTotals totals) : IUseCase
{
    private const string Csv = "text/csv";

    public IEnumerable<Endpoint> Endpoints =>
    [
        new("get-statistics", "GET", "/api/public/statistics", Access.Anonymous, HandleAsync)
        {
            Tag = "Public", Response = typeof(StatisticsAnswer), Query = [new("by", "batch, regency, gender, village, disability or group; onTime: days from completion to payment, by month and scheme; totals without it.")],
            Headers = [new("Accept", "text/csv for CSV.")],
            Summary = "People per milestone, or how many days payments took. Cells under 10 are null, and further ones where a single one could be computed from the total. CSV with Accept: text/csv.",
        },
    ];

    private async Task<Reply> HandleAsync(Call call)
    {
        var by = call.Query("by");
        if (by is not null && by != OnTime.Dimension && !FunnelCounters.Dimensions.Contains(by, StringComparer.Ordinal))
        {
            var words = string.Join(", ", FunnelCounters.Dimensions.Append(OnTime.Dimension));
            return Problems.Invalid("by", new($"Salah satu dari: {words}.", $"One of: {words}."));
        }

        var funnel = await totals.ReadAsync();
        var (items, columns) = by == OnTime.Dimension ? (OnTime.ItemsOf(funnel.Counts), OnTime.Columns) : (ItemsOf(funnel.Counts, by), Milestones.All);
        return call.Header("Accept") is { } accept && accept.Contains(Csv, StringComparison.OrdinalIgnoreCase)
            ? Reply.Raw(Encoding.UTF8.GetBytes(ToCsv(by ?? "all", columns, items)), $"{Csv}; charset=utf-8")
            : Reply.Ok(new StatisticsAnswer(funnel.AsOf, by ?? "all", StatisticsDefinitions.In(call.English), items));
    }

    /// <summary>The table of a dimension, suppressed column by column; of totals without one.</summary>
    internal static IReadOnlyList<StatisticsItem> ItemsOf(IReadOnlyDictionary<string, IReadOnlyDictionary<string, long>> totals, string? by)
    {
        if (by is null)
        {
            return [new StatisticsItem("all", Milestones.All.ToDictionary(m => m, m => Suppression.Apply([totals[m].GetValueOrDefault("")], 0)[0], StringComparer.Ordinal))];
        }

        var prefix = $"{by}:";
        string[] values = [.. totals.Values.SelectMany(t => t.Keys).Where(k => k.StartsWith(prefix, StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).Order(ValueOrder)];
        var columns = Milestones.All.ToDictionary(m => m, m => Column(totals[m], values), StringComparer.Ordinal);
        return [.. values.Select((v, i) => new StatisticsItem(v[prefix.Length..], Milestones.All.ToDictionary(m => m, m => columns[m][i], StringComparer.Ordinal)))];
    }

    /// <summary>Numbers by size, everything else by its bytes.</summary>
    private static Comparer<string> ValueOrder { get; } = Comparer<string>.Create(
        (a, b) => a.Length != b.Length && !a.Contains('.', StringComparison.Ordinal) ? a.Length.CompareTo(b.Length) : string.CompareOrdinal(a, b));

    private static IReadOnlyList<long?> Column(IReadOnlyDictionary<string, long> counts, string[] values)
    {
        long[] cells = [.. values.Select(v => counts.GetValueOrDefault(v))];
        return Suppression.Apply(cells, Math.Max(0, counts.GetValueOrDefault("") - cells.Sum()));
    }

    private static string ToCsv(string by, IReadOnlyList<string> columns, IReadOnlyList<StatisticsItem> items)
    {
        var text = new StringBuilder(by).Append(',').AppendJoin(',', columns).Append("\r\n");
        foreach (var item in items)
        {
            text.Append(item.Value).Append(',').AppendJoin(',', columns.Select(m => item.Counts[m]?.ToString() ?? "")).Append("\r\n");
        }

        return text.ToString();
    }
}
