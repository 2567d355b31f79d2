namespace Prakerja.Domain.People;

/// <summary>The number of a family card (KK): 16 digits, of which nothing is inferred.</summary>
public sealed record FamilyCardNumber
{
    private FamilyCardNumber(string digits) => Digits = digits;

    /// <summary>All 16 digits. Never to be logged or put into a URL, message or workflow input.</summary>
    public string Digits { get; }

    public static Parsed<FamilyCardNumber> Parse(string? text) =>
        DigitText.Sixteen(text) is { } digits
            ? Parsed.Ok(new FamilyCardNumber(digits))
            : Parsed.Refused<FamilyCardNumber>(
                "nomor KK harus tepat 16 angka, seperti pada kartu keluarga", "the family card number must be exactly 16 digits, as on the card");

    /// <summary>The first four digits and stars.</summary>
    public override string ToString() => DigitText.Mask(Digits, 4);
}
