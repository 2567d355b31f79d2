using System.Collections.Frozen;

namespace Prakerja.Domain.People;

/// <summary>Highest education, one of a short list of words; kept for statistics only, so it is read leniently.</summary>
public static class Education
{
    private const int Longest = 60;

    private static readonly TextRule Rule = new(1, Longest);

    /// <summary>The words that are stored: Indonesian school levels, from none to doctorate, and <c>other</c>.</summary>
    public static IReadOnlyList<string> Words { get; } = ["none", "sd", "smp", "sma", "smk", "d1", "d2", "d3", "d4", "s1", "s2", "s3", "other"];

    private static readonly FrozenDictionary<string, string> Known = new (string Alias, string Word)[]
    {
        ("tidaksekolah", "none"), ("tidaktamatsd", "none"), ("mi", "sd"), ("paketa", "sd"), ("primary", "sd"), ("elementary", "sd"),
        ("sltp", "smp"), ("mts", "smp"), ("paketb", "smp"), ("juniorhigh", "smp"), ("juniorhighschool", "smp"),
        ("slta", "sma"), ("ma", "sma"), ("paketc", "sma"), ("smu", "sma"), ("highschool", "sma"), ("seniorhigh", "sma"), ("seniorhighschool", "sma"),
        ("secondary", "sma"), ("stm", "smk"), ("vocational", "smk"), ("vocationalhighschool", "smk"),
        ("diploma1", "d1"), ("diploma2", "d2"), ("diploma3", "d3"), ("diploma", "d3"), ("diploma4", "d4"),
        ("sarjana", "s1"), ("bachelor", "s1"), ("university", "s1"), ("magister", "s2"), ("master", "s2"), ("doktor", "s3"), ("doctorate", "s3"),
    }.Concat(Words.Select(w => (Alias: w, Word: w))).ToFrozenDictionary(p => p.Alias, p => p.Word, StringComparer.Ordinal);

    /// <summary>The word for what was said, in any case, with spaces, hyphens, dots or slashes; what is not recognised is <c>other</c>. Refused are only empty and very long texts and those with hidden characters.</summary>
    public static Parsed<string> Parse(string? text)
    {
        if (text?.Length > Longest || !Rule.Parse(text).IsOk)
        {
            return Parsed.Refused<string>($"harus salah satu dari: {string.Join(", ", Words)}", $"must be one of: {string.Join(", ", Words)}");
        }

        var key = string.Concat(text!.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit));
        return Parsed.Ok(Known.GetValueOrDefault(key, "other"));
    }
}
