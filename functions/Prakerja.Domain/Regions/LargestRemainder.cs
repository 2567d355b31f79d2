namespace Prakerja.Domain.Regions;

/// <summary>
/// Splits a whole number by weights (Hamilton's method): everybody has the whole part of the exact share, and what is left goes one each to the largest
/// remainders; equal remainders by the larger weight, then by name. Exact: nothing is rounded.
/// </summary>
public static class LargestRemainder
{
    /// <summary>Parts that sum up to <paramref name="total"/>, each the exact share rounded down or up; a weight of 0 has none.</summary>
    /// <param name="total">≥ 0.</param>
    /// <param name="weights">≥ 0 each, not all 0; they need not sum up to anything.</param>
    public static SortedDictionary<string, long> Split(long total, IReadOnlyDictionary<string, long> weights)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(total);
        ArgumentOutOfRangeException.ThrowIfNegative(weights.Count == 0 ? 0 : weights.Values.Min(), nameof(weights));
        var sum = weights.Values.Aggregate(Int128.Zero, (whole, weight) => whole + weight);
        ArgumentOutOfRangeException.ThrowIfZero(sum, nameof(weights));

        var parts = new SortedDictionary<string, long>(weights.ToDictionary(w => w.Key, w => (long)((Int128)total * w.Value / sum)), StringComparer.Ordinal);
        var left = total - parts.Values.Sum();
        var largest = weights
            .OrderByDescending(w => (Int128)total * w.Value % sum)
            .ThenByDescending(w => w.Value)
            .ThenBy(w => w.Key, StringComparer.Ordinal);
        foreach (var (name, _) in largest.Take((int)left))
        {
            parts[name]++;
        }

        return parts;
    }
}
