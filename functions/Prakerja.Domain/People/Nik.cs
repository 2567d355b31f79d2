namespace Prakerja.Domain.People;

/// <summary>
/// The national identity number: province 2, regency 2, district 2, <c>DDMMYY</c> (women: day + 40), serial 4. It records where a
/// person was first registered and never changes, so nothing in it is ever held against a person: differences are flags.
/// </summary>
public sealed record Nik
{
    private Nik(string digits) => Digits = digits;

    /// <summary>All 16 digits. Never to be logged or put into a URL, message or workflow input.</summary>
    public string Digits { get; }

    /// <summary>Province of first registration, <c>32</c>; may be retired or unknown.</summary>
    public string ProvinceCode => Digits[..2];

    /// <summary>Regency of first registration, <c>32.73</c>; says nothing about domicile.</summary>
    public string RegencyCode => $"{Digits[..2]}.{Digits[2..4]}";

    /// <summary>District of first registration, <c>32.73.01</c>.</summary>
    public string DistrictCode => $"{RegencyCode}.{Digits[4..6]}";

    public Gender Gender => DayField > 40 ? Gender.Female : Gender.Male;

    private int DayField => int.Parse(Digits.AsSpan(6, 2));

    /// <summary>Reads 16 digits whose date part is possible; any region code is accepted.</summary>
    public static Parsed<Nik> Parse(string? text)
    {
        if (DigitText.Sixteen(text) is not { } digits)
        {
            return Parsed.Refused<Nik>("NIK harus tepat 16 angka, seperti pada KTP", "the NIK must be exactly 16 digits, as on the KTP");
        }

        var nik = new Nik(digits);
        return nik.DayField is (>= 1 and <= 31) or (>= 41 and <= 71) && int.Parse(digits.AsSpan(8, 2)) is >= 1 and <= 12
            ? Parsed.Ok(nik)
            : Parsed.Refused<Nik>(
                "angka ke-7 sampai ke-12 NIK harus tanggal lahir HHBBTT (perempuan: hari + 40); periksa lagi pada KTP",
                "digits 7 to 12 of the NIK must be a date of birth DDMMYY (women: day + 40); check them on the KTP");
    }

    /// <summary>The latest date of birth the number can mean that is not after <paramref name="on"/>; null if there is no such day (31 February).</summary>
    public DateOnly? BirthDate(DateOnly on) => BirthDates(on).Cast<DateOnly?>().LastOrDefault();

    /// <summary>All dates from 1900 that the two-digit year can mean, not after <paramref name="on"/>, ascending.</summary>
    public IReadOnlyList<DateOnly> BirthDates(DateOnly on)
    {
        var day = DayField % 40;
        var month = int.Parse(Digits.AsSpan(8, 2));
        var year = int.Parse(Digits.AsSpan(10, 2));
        return [.. new[] { 1900 + year, 2000 + year }
            .Where(y => day <= DateTime.DaysInMonth(y, month))
            .Select(y => new DateOnly(y, month, day))
            .Where(d => d <= on)];
    }

    /// <summary>What in the number differs from what is known otherwise. A hint for a reviewer, never a refusal.</summary>
    public NikFlags Flags(DateOnly birthDate, Gender gender) =>
        (DateDiffers(birthDate) ? NikFlags.BirthDateDiffers : NikFlags.None)
        | (Gender != gender ? NikFlags.GenderDiffers : NikFlags.None)
        | (Regions.RegencyTable.FromNikCode(RegencyCode) is null ? NikFlags.RegionUnknown : NikFlags.None)
        | (Digits.EndsWith("0000", StringComparison.Ordinal) ? NikFlags.SerialZero : NikFlags.None);

    /// <summary>Province and stars.</summary>
    public override string ToString() => DigitText.Mask(Digits, 4);

    private bool DateDiffers(DateOnly birthDate) =>
        DayField % 40 != birthDate.Day || int.Parse(Digits.AsSpan(8, 2)) != birthDate.Month || int.Parse(Digits.AsSpan(10, 2)) != birthDate.Year % 100;
}

/// <summary>Differences between a NIK and what is known otherwise; all of them have honest causes too.</summary>
[Flags]
public enum NikFlags
{
    None = 0,
    BirthDateDiffers = 1,
    GenderDiffers = 2,

    /// <summary>Neither a region of today nor a known older one.</summary>
    RegionUnknown = 4,

    /// <summary>Serial 0000 is never issued.</summary>
    SerialZero = 8,
}
