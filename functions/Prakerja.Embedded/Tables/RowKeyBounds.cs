using System.Text;
using Prakerja.Pipeline.Ports;

namespace Prakerja.Embedded.Tables;

/// <summary>Bounds of a scan as bytes, which is how keys are compared.</summary>
internal static class RowKeyBounds
{
    /// <summary>Above every key: no UTF-8 has this byte.</summary>
    private const byte Above = 0xff;

    public static byte[] From(RowRange range, string? continuation) =>
        continuation is null ? Encoding.UTF8.GetBytes(range.From ?? "") : Decode(continuation);

    /// <summary>A bound that ends in U+FFFF means "all that start with": characters beyond U+FFFF come after it in bytes, yet belong to it.</summary>
    public static byte[] To(RowRange range) => range.To switch
    {
        null => [Above],
        [.. var prefix, '\uffff'] => [.. Encoding.UTF8.GetBytes(prefix), Above],
        var to => Encoding.UTF8.GetBytes(to),
    };

    /// <summary>The token of a page that ended with this key: the least key that follows it.</summary>
    public static string After(string row) => Convert.ToBase64String([.. Encoding.UTF8.GetBytes(row), 0]);

    /// <summary>The least key of the page that follows.</summary>
    public static string Least(string continuation) => Encoding.UTF8.GetString(Decode(continuation));

    private static byte[] Decode(string continuation)
    {
        try
        {
            return Convert.FromBase64String(continuation);
        }
        catch (FormatException malformed)
        {
            throw new ArgumentException("The continuation was not given by this store.", nameof(continuation), malformed);
        }
    }
}
