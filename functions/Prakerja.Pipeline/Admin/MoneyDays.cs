using System.Globalization;
using Prakerja.Pipeline.Http;

namespace Prakerja.Pipeline.Admin;

/// <summary>Days in queries about money: <c>yyyy-MM-dd</c>, days in Jakarta.</summary>
internal static class MoneyDays
{
    public static LocalText Wrong { get; } = new("Tanggal berbentuk yyyy-MM-dd.", "A date as yyyy-MM-dd.");

    /// <summary>The day, <paramref name="absent"/> if it is not given, or a problem.</summary>
    public static DateOnly Read(Call call, Fields fields, string name, DateOnly absent)
    {
        if (call.Query(name) is not { Length: > 0 } text)
        {
            return absent;
        }

        fields.Check(name, DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day), Wrong);
        return day;
    }
}
