using System.Collections.Frozen;
using System.Globalization;

namespace Prakerja.Domain;

/// <summary>What Unicode says about composing characters; Hangul syllables are computed.</summary>
internal static class CompositionTable
{
    private const int Syllables = 0xAC00, Leads = 0x1100, Vowels = 0x1161, Tails = 0x11A7;
    private const int LeadCount = 19, VowelCount = 21, TailCount = 28;

    private static readonly FrozenDictionary<int, byte> Classes;
    private static readonly FrozenDictionary<(int First, int Second), int> Pairs;

    static CompositionTable()
    {
        Dictionary<int, int[]> parts = [];
        Dictionary<int, byte> classes = [];
        Dictionary<(int, int), int> pairs = [];
        foreach (var line in Lines())
        {
            if (line.Split('-', '=') is [var first, var last, var number])
            {
                Enumerable.Range(Hex(first), Hex(last) - Hex(first) + 1).ToList().ForEach(p => classes[p] = byte.Parse(number));
                continue;
            }

            var words = line.Split(' ');
            int[] points = [.. words.Where(w => w != "!").Select(Hex)];
            parts[points[0]] = points[1..];
            if (words[^1] != "!")
            {
                pairs[(points[1], points[2])] = points[0];
            }
        }

        (Parts, Classes, Pairs) = (parts.ToFrozenDictionary(), classes.ToFrozenDictionary(), pairs.ToFrozenDictionary());
    }

    /// <summary>One step of canonical decomposition.</summary>
    public static FrozenDictionary<int, int[]> Parts { get; }

    /// <summary>Canonical combining class; 0 for everything that is not a mark.</summary>
    public static int ClassOf(int point) => Classes.GetValueOrDefault(point);

    /// <summary>The one character two others compose to, or null.</summary>
    public static int? Compose(int first, int second)
    {
        if (first is >= Leads and < Leads + LeadCount && second is >= Vowels and < Vowels + VowelCount)
        {
            return Syllables + ((((first - Leads) * VowelCount) + second - Vowels) * TailCount);
        }

        var isOpen = first is >= Syllables and < Syllables + (LeadCount * VowelCount * TailCount) && (first - Syllables) % TailCount == 0;
        return isOpen && second is > Tails and < Tails + TailCount ? first + second - Tails
            : Pairs.TryGetValue((first, second), out var pair) ? pair
            : null;
    }

    private static IEnumerable<string> Lines()
    {
        using var reader = new StreamReader(typeof(CompositionTable).Assembly.GetManifestResourceStream("Prakerja.Domain.Reading.normal-form.txt")!);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
            {
                yield return line;
            }
        }
    }

    private static int Hex(string word) => int.Parse(word, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
