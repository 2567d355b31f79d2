namespace Prakerja.Pipeline.Statistics;

/// <summary>
/// Statistical disclosure control of one column whose total is public. Cells under the threshold are not shown; and while what is hidden could be worked
/// out from the total (a single one, or several that together are under the threshold), the smallest shown cell is hidden too.
/// </summary>
public static class Suppression
{
    public const long Threshold = 10;

    /// <param name="cells">Counts of the categories shown, not negative.</param>
    /// <param name="rest">Counted in the total but in none of the categories: never shown, so it hides with them.</param>
    /// <returns>The counts to show, null where hidden; in the order given.</returns>
    public static IReadOnlyList<long?> Apply(IReadOnlyList<long> cells, long rest)
    {
        var shown = cells.Select(c => c >= Threshold ? c : (long?)null).ToArray();
        while (IsDisclosed(cells, shown, rest) && shown.Any(c => c is not null))
        {
            shown[Array.IndexOf(shown, shown.Where(c => c is not null).Min())] = null;
        }

        return shown;
    }

    private static bool IsDisclosed(IReadOnlyList<long> cells, long?[] shown, long rest)
    {
        var hidden = cells.Where((_, i) => shown[i] is null).Sum();
        return hidden > 0 && hidden + rest < Threshold;
    }
}
