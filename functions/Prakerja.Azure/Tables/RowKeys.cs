using System.Text;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Azure.Tables;

/// <summary>
/// Keys as Azure stores them. Azure compares UTF-16, the port promises the order of UTF-8; they differ from U+D800 on, so every
/// character from U+D7FF (unassigned) on is written as U+D7FF and two characters below it that hold its number. Others stay as they are.
/// </summary>
internal static class RowKeys
{
    private const char Mark = '\ud7ff';
    private const char Digit = '\u4e00';
    private const int DigitBits = 11;

    /// <summary>Above every key: what follows a mark is a digit.</summary>
    private const string Above = "\ud7ff\ud7ff";

    /// <exception cref="ArgumentException">Written so, the key is longer than Azure's 512 characters.</exception>
    public static string Write(string key)
    {
        var written = Escape(key);
        return written.Length <= TableLimits.MaxKey
            ? written
            : throw new ArgumentException("With characters from U+D7FF on, a key has fewer than 512 characters.", nameof(key));
    }

    public static string Read(string written)
    {
        if (!written.Contains(Mark, StringComparison.Ordinal))
        {
            return written;
        }

        var key = new StringBuilder(written.Length);
        for (var i = 0; i < written.Length; i++)
        {
            if (written[i] == Mark)
            {
                key.Append(new Rune(((written[i + 1] - Digit) << DigitBits) | (written[i + 2] - Digit)).ToString());
                i += 2;
            }
            else
            {
                key.Append(written[i]);
            }
        }

        return key.ToString();
    }

    /// <summary>The least key as written that is in the range or above it.</summary>
    public static string From(RowRange range) => Escape(range.From ?? "");

    /// <summary>The bound as written, itself not in the range. One that ends in U+FFFF means "all that start with".</summary>
    public static string To(RowRange range) => range.To switch
    {
        null => Above,
        [.. var prefix, '\uffff'] => Escape(prefix) + Above,
        var to => Escape(to),
    };

    /// <summary>The row of a commit's own, which no scan meets (see <see cref="TableCommit"/>).</summary>
    public static string Witness(ReadOnlySpan<byte> commit) => Above + Convert.ToHexStringLower(commit);

    private static string Escape(string key)
    {
        if (key.AsSpan().IndexOfAnyExceptInRange('\0', (char)(Mark - 1)) < 0)
        {
            return key;
        }

        var written = new StringBuilder(key.Length + 8);
        foreach (var rune in key.EnumerateRunes())
        {
            _ = rune.Value < Mark
                ? written.Append((char)rune.Value)
                : written.Append(Mark).Append((char)(Digit + (rune.Value >> DigitBits))).Append((char)(Digit + (rune.Value & ((1 << DigitBits) - 1))));
        }

        return written.ToString();
    }
}
