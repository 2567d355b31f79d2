using System.Runtime.InteropServices;
using System.Text;

namespace Prakerja.Domain;

/// <summary>
/// Unicode's normal form C, so that one name has one spelling. Here because <c>string.Normalize</c> leaves all but ASCII as it is
/// under invariant globalisation, which is on for the whole product.
/// </summary>
internal static class NormalForm
{
    private const int FirstThatMatters = 0x300;

    /// <param name="text">Well-formed UTF-16.</param>
    public static string Of(string text)
    {
        if (text.All(c => c < FirstThatMatters))
        {
            return text;
        }

        List<int> points = [];
        foreach (var rune in text.EnumerateRunes())
        {
            Decompose(rune.Value, points);
        }

        Reorder(points);
        return Compose(points);
    }

    private static void Decompose(int point, List<int> into)
    {
        if (!CompositionTable.Parts.TryGetValue(point, out var parts))
        {
            into.Add(point);
            return;
        }

        Array.ForEach(parts, part => Decompose(part, into));
    }

    /// <summary>Marks of each run in ascending class, otherwise in their order.</summary>
    private static void Reorder(List<int> points)
    {
        for (var from = 0; from < points.Count; from++)
        {
            var to = from;
            while (to < points.Count && CompositionTable.ClassOf(points[to]) != 0)
            {
                to++;
            }

            if (to - from > 1)
            {
                int[] ordered = [.. points.GetRange(from, to - from).OrderBy(CompositionTable.ClassOf)];
                ordered.CopyTo(CollectionsMarshal.AsSpan(points)[from..to]);
            }

            from = to;
        }
    }

    private static string Compose(List<int> points)
    {
        List<int> composed = new(points.Count);
        var (starter, last) = (-1, -1);
        foreach (var point in points)
        {
            var kind = CompositionTable.ClassOf(point);
            if (starter >= 0 && last < kind && CompositionTable.Compose(composed[starter], point) is { } pair)
            {
                composed[starter] = pair;
                continue;
            }

            composed.Add(point);
            (starter, last) = kind == 0 ? (composed.Count - 1, -1) : (starter, kind);
        }

        return composed.Aggregate(new StringBuilder(), (text, point) => text.Append(new Rune(point))).ToString();
    }
}
