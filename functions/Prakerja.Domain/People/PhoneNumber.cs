namespace Prakerja.Domain.People;

/// <summary>An Indonesian mobile number.</summary>
public sealed record PhoneNumber
{
    private PhoneNumber(string e164) => E164 = e164;

    /// <summary><c>+62812…</c>. Never to be logged.</summary>
    public string E164 { get; }

    /// <summary>Reads <c>08…</c>, <c>62…</c> or <c>+62…</c> with spaces, hyphens or dots; 9 to 12 digits after the country code, the first an 8.</summary>
    public static Parsed<PhoneNumber> Parse(string? text)
    {
        if (text is null || text.Length > 40 || Subscriber(Compact(text)) is not { } number || !IsMobile(number))
        {
            return Parsed.Refused<PhoneNumber>(
                "harus nomor ponsel Indonesia, misalnya 0812-3456-7890 atau +62 812 3456 7890",
                "must be an Indonesian mobile number, such as 0812-3456-7890 or +62 812 3456 7890");
        }

        return Parsed.Ok(new PhoneNumber("+62" + number));
    }

    /// <summary>Country, operator and stars.</summary>
    public override string ToString() => DigitText.Mask(E164, 6);

    private static string Compact(string text) => string.Concat(text.Trim().Where(c => c is not (' ' or '-' or '.')));

    private static string? Subscriber(string compact) => compact switch
    {
        ['+', '6', '2', .. var rest] => WithoutTrunkZero(rest),
        ['6', '2', .. var rest] => WithoutTrunkZero(rest),
        ['0', .. var rest] => rest,
        _ => null,
    };

    // Many write +62 0812…, which no network dials and everybody means.
    private static string WithoutTrunkZero(string rest) => rest is ['0', .. var national] ? national : rest;

    // 080… are service numbers, not phones.
    private static bool IsMobile(string number) =>
        number.Length is >= 9 and <= 12 && number.All(char.IsAsciiDigit) && number[0] == '8' && number[1] != '0';
}
