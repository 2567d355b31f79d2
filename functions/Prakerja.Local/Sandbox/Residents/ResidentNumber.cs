namespace Prakerja.Local.Sandbox.Residents;

/// <summary>
/// A number that no other resident has; everything that must be unique is a reversible scrambling of it, so uniqueness needs no look-up.
/// One number is one combination of year, gender, month, day (1-28), district (1-20) and serial (1-9999) of a NIK.
/// </summary>
internal readonly record struct ResidentNumber(long Value)
{
    /// <summary>Years of birth in the window, youngest and oldest eligible for this calendar year and the two after it.</summary>
    public const int Years = 44;
    public const long Count = Years * 2L * 12 * 28 * 20 * 9999;
    private const long BankAccounts = 10_000_000_000;
    private const long PhoneTail = 1_000_000_000;

    /// <summary>A prime that divides none of the ranges: multiplying by it permutes each of them.</summary>
    private const long Stride = 2_654_435_761;
    private static readonly string[] Operators = ["812", "813", "821", "852", "857", "878", "896"];

    private long Scrambled => Permute(Count, 1_234_567_891);

    public int Serial => (int)(Scrambled % 9999) + 1;

    public int District => (int)(Scrambled / 9999 % 20) + 1;

    public int Day => (int)(Scrambled / (9999 * 20) % 28) + 1;

    public int Month => (int)(Scrambled / (9999 * 20 * 28) % 12) + 1;

    public bool Female => Scrambled / (9999 * 20 * 28 * 12) % 2 == 1;

    /// <summary>Year of birth modulo <see cref="Years"/>.</summary>
    public int YearClass => (int)(Scrambled / (9999L * 20 * 28 * 12 * 2));

    /// <summary>E.164.</summary>
    public string Phone
    {
        get
        {
            var scrambled = Permute(Operators.Length * PhoneTail, 987_654_321);
            return $"+62{Operators[scrambled / PhoneTail]}{scrambled % PhoneTail:D9}";
        }
    }

    /// <summary>Ten digits.</summary>
    public string BankAccount => Permute(BankAccounts, 555_555_557).ToString("D10");

    /// <summary>The one year of birth of this class that makes somebody 18 to 62 through the whole of <paramref name="year"/>.</summary>
    public int BirthYear(int year)
    {
        var oldest = year - 62;
        return oldest + ((YearClass - (oldest % Years) + Years) % Years);
    }

    private long Permute(long range, long shift) => (long)((((UInt128)Value * (UInt128)Stride) + (UInt128)shift) % (UInt128)range);
}
