using System.Globalization;
using System.Text;

namespace Prakerja.Domain;

/// <summary>What a free text must be like: trimmed, NFC, of a length, without characters that hide or break things.</summary>
/// <param name="Min">Fewest characters (Unicode scalar values) after trimming.</param>
/// <param name="Max">Most characters.</param>
/// <param name="Lines">Whether line breaks and tabs are fine.</param>
/// <param name="Letters">Whether at least one letter must be there.</param>
public sealed record TextRule(int Min, int Max, bool Lines = false, bool Letters = false)
{
    /// <summary>A person's name as on the KTP; one word is a whole name.</summary>
    public static TextRule PersonName { get; } = new(1, 100, Letters: true);

    public static TextRule Place { get; } = new(1, 100, Letters: true);

    public static TextRule Address { get; } = new(1, 300, Lines: true);

    public static TextRule Review { get; } = new(1, 2000, Lines: true);

    public static TextRule Complaint { get; } = new(1, 4000, Lines: true);

    /// <summary>Codes, titles and references of partners.</summary>
    public static TextRule Title { get; } = new(1, 200);

    /// <summary>The text in its normal form, or what is wrong with it.</summary>
    public Parsed<string> Parse(string? text)
    {
        if (text is null || text.Length > 8 * Max)
        {
            return WrongLength();
        }

        return Invalid(text) ?? Measured(NormalForm.Of(text.Trim()));
    }

    private Parsed<string> Measured(string normal)
    {
        var count = normal.EnumerateRunes().Count();
        if (count < Min || count > Max)
        {
            return WrongLength();
        }

        return Letters && !normal.EnumerateRunes().Any(Rune.IsLetter)
            ? Parsed.Refused<string>("harus memuat huruf", "must contain letters")
            : Parsed.Ok(normal);
    }

    private Parsed<string>? Invalid(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            if (!Rune.TryGetRuneAt(text, at, out var rune))
            {
                return Parsed.Refused<string>("memuat karakter yang rusak", "contains broken characters (half a surrogate pair)");
            }

            if (Hides(rune))
            {
                return Parsed.Refused<string>("memuat karakter kendali; pakai huruf biasa", "contains control characters; use plain text");
            }

            at += rune.Utf16SequenceLength;
        }

        return null;
    }

    // Bidirectional overrides make a text read differently from what it is.
    private bool Hides(Rune rune) => rune.Value switch
    {
        '\n' or '\r' or '\t' => !Lines,
        >= 0x202A and <= 0x202E or >= 0x2066 and <= 0x2069 or 0xFEFF or 0x2028 or 0x2029 => true,
        _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control,
    };

    private Parsed<string> WrongLength() => Parsed.Refused<string>(
        $"panjangnya harus {Min} sampai {Max} karakter", $"must be {Min} to {Max} characters long");
}
