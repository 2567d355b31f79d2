namespace Prakerja.Pipeline.Payments;

/// <summary>Where a line stands.</summary>
/// <param name="Statement">Which statement, the same whenever it is handed in; empty: lines handed in without saying so, all of them.</param>
/// <param name="Page">From 1.</param>
/// <param name="Nth">From 1: which of the page's lines that are alike.</param>
public sealed record StatementPlace(string Statement, int Page, int Nth)
{
    /// <summary>A line handed in by itself.</summary>
    public static StatementPlace Alone { get; } = new("", 1, 1);

    /// <summary>Lines of a page, each with its place; the same line twice is one.</summary>
    public static IReadOnlyList<StatementLine> Of(IReadOnlyList<StatementLine> lines, string statement = "", int page = 1)
    {
        var seen = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var placed = new List<StatementLine>(lines.Count);
        foreach (var line in lines)
        {
            if (!seen.TryGetValue(line.Alike, out var marks))
            {
                seen[line.Alike] = marks = [];
            }

            var nth = marks.IndexOf(line.Mark) + 1;
            if (nth == 0)
            {
                marks.Add(line.Mark);
                nth = marks.Count;
            }

            placed.Add(line with { Place = new StatementPlace(statement, page, nth) });
        }

        return placed;
    }
}
