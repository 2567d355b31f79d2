namespace Prakerja.Domain.Schemes;

/// <summary>The deadlines of a scheme year: that of the batch's announcement. Each is a whole day in Jakarta.</summary>
/// <param name="Year">1 to 9998.</param>
public readonly record struct SchemeYear(int Year)
{
    public DateOnly AccountLinkBy => new(Year, 12, 3);

    public DateOnly SurveysBy => new(Year, 12, 10);

    /// <summary>What is left of the training balance after this day returns to the treasury.</summary>
    public DateOnly BalanceExpires => new(Year, 12, 15);

    /// <summary>A course bought in time is paid for if it is completed by then. Our rule: no source names a day, and without one an abandoned course would bind money for ever.</summary>
    public DateOnly TrainingEnds => new(Year, 12, 31);

    /// <summary>
    /// An account that was handed in in time can be corrected, and a rejected payment made again, until then. Our rule: no source names a day, and without
    /// one a payment that can never be made would keep its money and its person waiting for ever.
    /// </summary>
    public DateOnly AccountCorrectionBy => new(Year + 1, 1, 31);
}

/// <summary>What the programme may spend in a year, in whole Rupiah.</summary>
public static class YearBudgets
{
    private const long Default = 20_000_000_000_000;

    private static readonly (int Year, long Amount)[] Known = [(2020, 20_000_000_000_000)];

    /// <summary>The year's budget: Rp 20 trillion in 2020 (5.6 M places), and as much again in years for which no other figure is on record.</summary>
    public static long For(int year) => Known.Where(b => b.Year == year).Select(b => b.Amount).DefaultIfEmpty(Default).First();

    /// <summary>Whether new places of a scheme still fit: committed plus places × total, against the year's budget.</summary>
    public static bool Fits(int year, long committed, int places, Scheme scheme) => committed + (places * scheme.Total) <= For(year);
}
