namespace Prakerja.Local.Sandbox.Registries;

/// <summary>Compares words as offices do: without case, spacing and punctuation.</summary>
internal static class Likeness
{
    public static bool Same(string left, string right) => string.Equals(Letters(left), Letters(right), StringComparison.Ordinal);

    /// <summary>100 for the same, less by the share of pairs of letters that differ (Dice's coefficient).</summary>
    public static int Of(string left, string right)
    {
        var (a, b) = (Letters(left), Letters(right));
        if (a == b)
        {
            return 100;
        }

        var pairs = Pairs(a);
        var count = pairs.Count + Math.Max(0, b.Length - 1);
        var shared = Pairs(b).Count(pairs.Remove);
        return count == 0 ? 0 : Math.Min(99, 200 * shared / count);
    }

    private static List<string> Pairs(string text) => [.. Enumerable.Range(0, Math.Max(0, text.Length - 1)).Select(i => text.Substring(i, 2))];

    private static string Letters(string text) => string.Concat(text.ToUpperInvariant().Where(char.IsLetterOrDigit));
}
