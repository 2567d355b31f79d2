using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Prakerja.Domain.Ledger;

namespace Prakerja.Pipeline.Payments.Banks;

/// <summary>Reads elements of a message whose schema holds; names without their namespace.</summary>
public static class IsoReading
{
    public static LocalText NotRupiah { get; } = new(
        $"Jumlah harus Rupiah bulat (Ccy=\"IDR\"), 1 sampai {TransferLimits.Largest}.", $"An amount is whole Rupiah (Ccy=\"IDR\"), 1 to {TransferLimits.Largest}.");

    public static XElement? Child(this XElement element, string name) => element.Element(element.Name.Namespace + name);

    public static IEnumerable<XElement> Children(this XElement element, string name) => element.Elements(element.Name.Namespace + name);

    /// <summary>The element at a path such as <c>GrpHdr/MsgId</c>.</summary>
    public static XElement? At(this XElement element, string path)
    {
        var found = (XElement?)element;
        foreach (var name in path.Split('/'))
        {
            found = found?.Child(name);
        }

        return found;
    }

    public static string? Text(this XElement element, string path) => element.At(path)?.Value.Trim();

    public static DateTimeOffset? Time(this XElement element, string path) => element.Text(path) is { } text ? TimeOf(text) : null;

    /// <summary>Of a <c>Dt</c> the start of the day in Jakarta; a time without a zone is Jakarta's.</summary>
    public static DateTimeOffset? DayOrTime(this XElement element, string path) => element.At(path) is not { } day ? null
        : day.Text("DtTm") is { } time ? TimeOf(time)
        : DateOnly.TryParse(day.Text("Dt")?[..10], CultureInfo.InvariantCulture, out var date) ? Wib.StartOf(date) : null;

    /// <summary>Whole Rupiah, zero included; null: another currency, a fraction, or more than there is.</summary>
    public static long? Rupiah(this XElement amount) =>
        amount.Attribute("Ccy")?.Value == "IDR" ? Whole(amount.Value) : null;

    /// <summary>A sum of whole Rupiah; null: a fraction, negative, or more than there is.</summary>
    public static long? Whole(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var sum)
        && sum == decimal.Truncate(sum) && sum is >= 0 and <= long.MaxValue ? (long)sum : null;

    /// <summary>As a message writes it.</summary>
    public static string Text(DateTimeOffset time) => time.ToOffset(Wib.Offset).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    public static string Text(long rupiah) => rupiah.ToString(CultureInfo.InvariantCulture);

    private static DateTimeOffset? TimeOf(string text)
    {
        try
        {
            var time = XmlConvert.ToDateTime(text, XmlDateTimeSerializationMode.RoundtripKind);
            return time.Kind == DateTimeKind.Unspecified ? new DateTimeOffset(time, Wib.Offset) : new DateTimeOffset(time);
        }
        catch (Exception e) when (e is FormatException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }
}
