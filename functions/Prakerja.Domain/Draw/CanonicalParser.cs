using System.Globalization;
using System.Text;

namespace Prakerja.Domain.Draw;

/// <summary>Recursive descent over the canonical grammar alone, which leaves one way to write each value.</summary>
internal sealed class CanonicalParser
{
    private const int MaxDepth = 32;

    private readonly string text;
    private int next;
    private string? problem;

    private CanonicalParser(string text) => this.text = text;

    private char Peek => next < text.Length ? text[next] : '\0';

    public static DocumentRead<CanonicalValue> ParseDocument(ReadOnlySpan<byte> json)
    {
        if (!System.Text.Unicode.Utf8.IsValid(json))
        {
            return new DocumentRead<CanonicalValue>.Refused("is not UTF-8");
        }

        var parser = new CanonicalParser(Encoding.UTF8.GetString(json));
        var value = parser.ParseValue(0);
        if (parser.problem is null && parser.next != parser.text.Length)
        {
            parser.Refuse("the end of the document");
        }

        return parser.problem is null
            ? new DocumentRead<CanonicalValue>.Accepted(value)
            : new DocumentRead<CanonicalValue>.Refused(parser.problem);
    }

    private CanonicalValue ParseValue(int depth)
    {
        switch (Peek)
        {
            case '"':
                return ParseText();
            case '{' when depth < MaxDepth:
                return ParseObject(depth);
            case '[' when depth < MaxDepth:
                return ParseArray(depth);
            case '-' or (>= '0' and <= '9'):
                return ParseNumber();
            default:
                Expect("null", "a string, a whole number, null, an array or an object");
                return CanonicalNull.Instance;
        }
    }

    private CanonicalObject ParseObject(int depth)
    {
        var members = new CanonicalObject();
        string? last = null;
        ParseList('{', '}', () =>
        {
            var start = next;
            var key = ParseText().Value;
            if (problem is null && last is not null && string.CompareOrdinal(last, key) >= 0)
            {
                next = start;
                Refuse("keys in ascending order, each once");
            }

            last = key;
            Expect(":", "':'");
            var value = ParseValue(depth + 1);
            if (problem is null)
            {
                members.Add(key, value);
            }
        });
        return members;
    }

    private CanonicalArray ParseArray(int depth)
    {
        var items = new List<CanonicalValue>();
        ParseList('[', ']', () => items.Add(ParseValue(depth + 1)));
        return new CanonicalArray(items);
    }

    private void ParseList(char open, char close, Action parseItem)
    {
        Take(open);
        if (Take(close))
        {
            return;
        }

        do
        {
            parseItem();
        }
        while (problem is null && Take(','));
        Expect(close.ToString(), $"',' or '{close}'");
    }

    private CanonicalNumber ParseNumber()
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

        return new CanonicalNumber(read ? number : 0);
    }

    private CanonicalText ParseText()
    {
        var value = new StringBuilder();
        Expect("\"", "'\"'");
        while (problem is null && Peek != '"')
        {
            value.Append(ParseCharacter());
        }

        Expect("\"", "'\"'");
        return new CanonicalText(value.ToString());
    }

    private char ParseCharacter()
    {
        var character = Peek;
        if (character == '\\')
        {
            return ParseEscape();
        }

        if (character < ' ')
        {
            Refuse("a character of a string; control characters are escaped");
        }

        next++;
        return character;
    }

    private char ParseEscape()
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

    private bool Take(char character)
    {
        var there = problem is null && next < text.Length && text[next] == character;
        next += there ? 1 : 0;
        return there;
    }

    private void Expect(string literal, string description)
    {
        if (problem is null && text.AsSpan(next).StartsWith(literal, StringComparison.Ordinal))
        {
            next += literal.Length;
        }
        else
        {
            Refuse(description);
        }
    }

    private void Refuse(string expected) =>
        problem ??= $"is not canonical JSON (RFC 8785): at character {next + 1} must come {expected}";
}
