using System.Globalization;
using System.Text;

namespace Prakerja.Domain.Draw;

/// <summary>Text, numbers and punctuation of canonical JSON; stands still at the first thing that is not in its one form.</summary>
internal sealed class CanonicalScanner(string text)
{
    private int next;

    public char Peek => next < text.Length ? text[next] : '\0';

    public bool AtEnd => next == text.Length;

    /// <summary>What must have come where; null while all is well.</summary>
    public string? Problem { get; private set; }

    /// <summary>A text greater than the key before it.</summary>
    public string ReadKey(string? last)
    {
        var start = next;
        var key = ReadText();
        if (Problem is null && last is not null && string.CompareOrdinal(last, key) >= 0)
        {
            next = start;
            Refuse("keys in ascending order, each once");
        }

        return key;
    }

    public long ReadNumber()
    {
        var start = next;
        Take('-');
        while (Peek is >= '0' and <= '9')
        {
            next++;
        }

        var digits = text.AsSpan(start, next - start);
        var read = long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && Math.Abs((decimal)number) <= CanonicalNumber.MaxSafe
            && digits.SequenceEqual(number.ToString(CultureInfo.InvariantCulture))
            && Peek is not ('.' or 'e' or 'E');
        if (!read)
        {
            next = start;
            Refuse("a whole number within ±(2^53 − 1), in its shortest form");
        }

        return read ? number : 0;
    }

    public string ReadText()
    {
        var value = new StringBuilder();
        Expect("\"", "'\"'");
        while (Problem is null && Peek != '"')
        {
            value.Append(ReadCharacter());
        }

        Expect("\"", "'\"'");
        return value.ToString();
    }

    private char ReadCharacter()
    {
        var character = Peek;
        if (character == '\\')
        {
            return ReadEscape();
        }

        if (character < ' ')
        {
            Refuse("a character of a string; control characters are escaped");
        }

        next++;
        return character;
    }

    private char ReadEscape()
    {
        for (var character = '\0'; character <= '\\'; character++)
        {
            var written = CanonicalJson.ShortEscape(character) is { } letter ? $"\\{letter}" : character < ' ' ? $"\\u{(int)character:x4}" : null;
            if (written is not null && text.AsSpan(next).StartsWith(written, StringComparison.Ordinal))
            {
                next += written.Length;
                return character;
            }
        }

        Refuse("the shortest escape of a character that needs one");
        return '\0';
    }

    public bool Take(char character)
    {
        var there = Problem is null && next < text.Length && text[next] == character;
        next += there ? 1 : 0;
        return there;
    }

    public void Expect(string literal, string description)
    {
        if (Problem is null && text.AsSpan(next).StartsWith(literal, StringComparison.Ordinal))
        {
            next += literal.Length;
        }
        else
        {
            Refuse(description);
        }
    }

    public void Refuse(string expected) =>
        Problem ??= $"is not canonical JSON (RFC 8785): at character {next + 1} must come {expected}";
}
