using System.Globalization;

namespace Prakerja.Domain.Draw;

/// <summary>Dotted code of a regency or city, <c>dd.dd</c> (<c>32.73</c>), kept as its four digits.</summary>
public readonly record struct RegencyCode : IComparable<RegencyCode>
{
    /// <summary>How many codes there can be.</summary>
    public const int Count = 10_000;

    /// <summary>Length of the written form.</summary>
    public const int Length = 5;

    internal RegencyCode(int number) => Number = checked((ushort)number);

    /// <summary>The four digits as a number, 0 to 9999.</summary>
    public ushort Number { get; }

    public static bool TryParse(ReadOnlySpan<byte> text, out RegencyCode code)
    {
        code = default;
        if (text.Length != Length || text[2] != '.' || text[..2].ContainsAnyExceptInRange((byte)'0', (byte)'9')
            || text[3..].ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return false;
        }

        code = new RegencyCode(((text[0] - '0') * 1000) + ((text[1] - '0') * 100) + ((text[3] - '0') * 10) + (text[4] - '0'));
        return true;
    }

    public static bool TryParse(string? text, out RegencyCode code)
    {
        code = default;
        Span<byte> bytes = stackalloc byte[Length];
        return text?.Length == Length && System.Text.Ascii.FromUtf16(text, bytes, out _) == System.Buffers.OperationStatus.Done
            && TryParse(bytes, out code);
    }

    /// <exception cref="FormatException">Not of the form <c>dd.dd</c>.</exception>
    public static RegencyCode Parse(string text) =>
        TryParse(text, out var code) ? code : throw new FormatException($"'{text}' is no regency code; one looks like 32.73.");

    public int CompareTo(RegencyCode other) => Number.CompareTo(other.Number);

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Number / 100:00}.{Number % 100:00}");

    internal void CopyTo(Span<byte> text)
    {
        text[0] = (byte)('0' + (Number / 1000));
        text[1] = (byte)('0' + (Number / 100 % 10));
        text[2] = (byte)'.';
        text[3] = (byte)('0' + (Number / 10 % 10));
        text[4] = (byte)('0' + (Number % 10));
    }
}
