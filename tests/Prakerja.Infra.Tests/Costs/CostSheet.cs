using System.Data;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Prakerja.Infra.Tests.Costs;

/// <summary>One meter of infra/COSTS.md, as written.</summary>
/// <param name="Figures">Quantity and cost for 1 M, then for 16 M.</param>
internal sealed record Meter(string Name, string Quantity, string Price, IReadOnlyList<decimal> Figures);

/// <summary>The tables of infra/COSTS.md.</summary>
internal sealed partial class CostSheet
{
    private static readonly string[][] Rows = [.. Repository.Read("infra/COSTS.md").Split('\n').Where(l => l.StartsWith("| ", StringComparison.Ordinal)).Select(Cells)];

    public IReadOnlyList<Meter> Meters { get; } =
        [.. Rows.Where(r => r.Length == 7 && r[2].StartsWith('`')).Select(r => new Meter(r[0], r[1].Trim('`'), r[2].Trim('`'), [.. r[3..].Select(Number)]))];

    /// <summary>Of 1 M and of 16 M.</summary>
    public IReadOnlyList<decimal> Sums { get; } = [.. Rows.Single(r => r[0] == "**Sum**").Where(c => c.StartsWith("**", StringComparison.Ordinal)).Skip(1).Select(Number)];

    public IReadOnlyDictionary<string, decimal> Assumptions { get; } = Named(3);

    public IReadOnlyDictionary<string, decimal> Prices { get; } = Named(4);

    /// <summary>A quantity's formula, worked out for a number of applicants.</summary>
    public decimal Work(string formula, int applicants)
    {
        var numbers = Word().Replace(formula, w => (w.Value == "N" ? applicants : Assumptions[w.Value]).ToString(CultureInfo.InvariantCulture));
        using var table = new DataTable { Locale = CultureInfo.InvariantCulture };
        return Convert.ToDecimal(table.Compute(Whole().Replace(numbers, "$0.0"), null), CultureInfo.InvariantCulture);
    }

    private static Dictionary<string, decimal> Named(int columns) =>
        Rows.Where(r => r.Length == columns && r[0].StartsWith('`')).ToDictionary(r => r[0].Trim('`'), r => Number(r[1]), StringComparer.Ordinal);

    private static string[] Cells(string line) => [.. line.Trim('|', ' ').Split('|').Select(c => c.Trim())];

    private static decimal Number(string cell) => decimal.Parse(cell.Trim('*'), NumberStyles.Number, CultureInfo.InvariantCulture);

    [GeneratedRegex("[A-Za-z]+")]
    private static partial Regex Word();

    /// <summary>Whole numbers, which are to be calculated with as fractions.</summary>
    [GeneratedRegex(@"(?<![\d.])\d+(?![\d.])")]
    private static partial Regex Whole();
}
