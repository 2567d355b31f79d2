namespace Prakerja.Domain.Recoveries;

/// <summary>Equal monthly parts of what was owed when it was agreed; the last takes the remainder.</summary>
/// <param name="Agreed">Day (WIB); the first part is due on the same day of the next month, clamped.</param>
/// <param name="Total">Whole Rupiah owed then.</param>
/// <param name="Before">What had come back by then.</param>
public sealed record InstalmentPlan(int Months, DateOnly Agreed, long Total, long Before)
{
    public const int Fewest = 2;
    public const int Most = 12;

    public static bool Allows(int months) => months is >= Fewest and <= Most;

    /// <summary>Days and what is to have come back by each, since the agreement.</summary>
    public IEnumerable<(DateOnly Day, long Sum)> Parts() =>
        Enumerable.Range(1, Months).Select(n => (Wib.SameDayMonthsLater(Agreed, n), n == Months ? Total : Total / Months * n));
}
