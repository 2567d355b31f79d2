using System.Text;

namespace Prakerja.Domain.Draw;

/// <summary>Recursive descent over the canonical grammar alone, which leaves one way to write each value.</summary>
internal sealed class CanonicalParser(CanonicalScanner scanner)
{
    private const int MaxDepth = 32;

    public static DocumentRead<CanonicalValue> ParseDocument(ReadOnlySpan<byte> json)
    {
        if (!System.Text.Unicode.Utf8.IsValid(json))
        {
            return new DocumentRead<CanonicalValue>.Refused("is not UTF-8");
        }

        var scanner = new CanonicalScanner(Encoding.UTF8.GetString(json));
        var value = new CanonicalParser(scanner).ParseValue(0);
        if (!scanner.AtEnd)
        {
            scanner.Refuse("the end of the document");
        }

        return scanner.Problem is null
            ? new DocumentRead<CanonicalValue>.Accepted(value)
            : new DocumentRead<CanonicalValue>.Refused(scanner.Problem);
    }

    private CanonicalValue ParseValue(int depth)
    {
        switch (scanner.Peek)
        {
            case '"':
                return scanner.ReadText();
            case '{' when depth < MaxDepth:
                return ParseObject(depth);
            case '[' when depth < MaxDepth:
                return ParseArray(depth);
            case '-' or (>= '0' and <= '9'):
                return scanner.ReadNumber();
            default:
                scanner.Expect("null", "a string, a whole number, null, an array or an object");
                return CanonicalNull.Instance;
        }
    }

    private CanonicalObject ParseObject(int depth)
    {
        var members = new CanonicalObject();
        string? last = null;
        ParseList('{', '}', () =>
        {
            last = scanner.ReadKey(last);
            scanner.Expect(":", "':'");
            var value = ParseValue(depth + 1);
            if (scanner.Problem is null)
            {
                members.Add(last, value);
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
        scanner.Take(open);
        if (scanner.Take(close))
        {
            return;
        }

        do
        {
            parseItem();
        }
        while (scanner.Problem is null && scanner.Take(','));
        scanner.Expect(close.ToString(), $"',' or '{close}'");
    }
}
