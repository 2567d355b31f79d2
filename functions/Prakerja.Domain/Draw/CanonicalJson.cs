using System.Text;

namespace Prakerja.Domain.Draw;

/// <summary>
/// The JSON canonicalization scheme (RFC 8785, JCS) for <see cref="CanonicalValue"/>: no white space, keys ascending by UTF-16 code
/// units, the shortest escapes, numbers as ECMAScript writes them (here whole numbers only).
/// </summary>
public static class CanonicalJson
{
    public static byte[] Write(CanonicalValue value)
    {
        var text = new StringBuilder();
        Append(text, value);
        return StrictUtf8.GetBytes(text.ToString());
    }

    /// <summary>Reads canonical bytes; any other form of the same JSON is refused, with the place.</summary>
    public static DocumentRead<CanonicalValue> Parse(ReadOnlySpan<byte> json) => CanonicalParser.ParseDocument(json);

    internal static UTF8Encoding StrictUtf8 { get; } = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>A control character's escape of one letter, or null.</summary>
    internal static char? ShortEscape(char character) => character switch
    {
        '\b' => 'b',
        '\t' => 't',
        '\n' => 'n',
        '\f' => 'f',
        '\r' => 'r',
        '"' => '"',
        '\\' => '\\',
        _ => null,
    };

    private static void Append(StringBuilder text, CanonicalValue value)
    {
        switch (value)
        {
            case CanonicalText leaf:
                AppendText(text, leaf.Value);
                break;
            case CanonicalNumber leaf:
                text.Append(leaf.Value);
                break;
            case CanonicalArray array:
                AppendList(text, '[', array.Items, Append, ']');
                break;
            case CanonicalObject members:
                AppendList(text, '{', members, AppendMember, '}');
                break;
            default:
                text.Append("null");
                break;
        }
    }

    private static void AppendList<T>(StringBuilder text, char open, IEnumerable<T> items, Action<StringBuilder, T> append, char close)
    {
        text.Append(open);
        var first = true;
        foreach (var item in items)
        {
            text.Append(first ? "" : ",");
            append(text, item);
            first = false;
        }

        text.Append(close);
    }

    private static void AppendMember(StringBuilder text, KeyValuePair<string, CanonicalValue> member)
    {
        AppendText(text, member.Key);
        text.Append(':');
        Append(text, member.Value);
    }

    private static void AppendText(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var character in value)
        {
            if (ShortEscape(character) is { } letter)
            {
                text.Append('\\').Append(letter);
            }
            else if (character < ' ')
            {
                text.Append("\\u00").Append(Convert.ToHexStringLower([(byte)character]));
            }
            else
            {
                text.Append(character);
            }
        }

        text.Append('"');
    }
}
