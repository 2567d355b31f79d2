namespace Prakerja.Domain.People;

internal static class DigitText
{
    /// <summary>The 16 ASCII digits of a NIK or family card number; spaces around or between are people's way of writing them.</summary>
    public static string? Sixteen(string? text)
    {
        if (text is null || text.Length > 40)
        {
            return null;
        }

        var digits = text.Replace(" ", "", StringComparison.Ordinal);
        return digits.Length == 16 && digits.All(char.IsAsciiDigit) ? digits : null;
    }

    /// <summary>The first digits and stars: safe in a log.</summary>
    public static string Mask(string value, int shown) => value[..shown] + new string('*', value.Length - shown);
}
