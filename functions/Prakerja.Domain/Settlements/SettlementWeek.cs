namespace Prakerja.Domain.Settlements;

/// <summary>The period that platforms are settled for: Monday to Sunday in Jakarta.</summary>
/// <param name="Monday">Its first day.</param>
public readonly record struct SettlementWeek(DateOnly Monday)
{
    private const int Days = 7;

    public DateOnly Sunday => Wib.DaysLater(Monday, Days - 1);

    /// <summary>The last one that is over.</summary>
    public static SettlementWeek LastEnded(DateTimeOffset now) => new(Of(Wib.DateOf(now)).Monday.AddDays(-Days));

    /// <summary>The one a day is in.</summary>
    public static SettlementWeek Of(DateOnly day) => new(day.AddDays(-(((int)day.DayOfWeek + Days - 1) % Days)));
}
