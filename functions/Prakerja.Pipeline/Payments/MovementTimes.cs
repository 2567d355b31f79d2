using Prakerja.Domain.Schemes;
using Prakerja.Pipeline.Http;

namespace Prakerja.Pipeline.Payments;

/// <summary>When money of the programme can have moved: from its first day (WIB) until now, by clocks that are not quite ours. Of anything else nobody can know.</summary>
public static class MovementTimes
{
    /// <summary>How far ahead of ours a partner's clock may be.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>What is wrong with a time that is not possible.</summary>
    public static LocalText Wrong { get; } = new(
        $"Bukan sebelum hari pertama program ({SchemeTable.FirstDay:yyyy-MM-dd}) dan bukan setelah saat ini.", $"Not before the programme's first day ({SchemeTable.FirstDay:yyyy-MM-dd}), and not after this moment.");

    public static bool IsPossible(DateTimeOffset at, DateTimeOffset now) => IsSince(Wib.DateOf(at)) && at <= now + Tolerance;

    /// <summary>A day (WIB), today at the latest.</summary>
    public static bool IsPossible(DateOnly day, DateTimeOffset now) => IsSince(day) && day <= Wib.DateOf(now + Tolerance);

    /// <summary>Field <c>lines[n].at</c>, from 1, for each that is not possible.</summary>
    public static void Check(Fields fields, IEnumerable<DateTimeOffset?> lines, DateTimeOffset now)
    {
        foreach (var (index, at) in lines.Index().Where(l => l.Item is { } time && !IsPossible(time, now)))
        {
            fields.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"lines[{index + 1}].at"), Wrong);
        }
    }

    private static bool IsSince(DateOnly day) => day >= SchemeTable.FirstDay;
}
