using System.Globalization;

namespace Prakerja.Pipeline.Settlements;

/// <summary>A platform's week: <c>{platform}.{yyyyMMdd of its Monday}</c>.</summary>
public readonly record struct SettlementId(string Platform, DateOnly Monday)
{
    private const string Prefix = "settlement-";
    private const string Format = "yyyyMMdd";

    /// <summary>Key of the settlement's payment references, where incentives have theirs (<c>completion-1</c>).</summary>
    public string PaymentKey => $"{Prefix}{Monday.ToString(Format, CultureInfo.InvariantCulture)}";

    public override string ToString() => $"{Platform}.{Monday.ToString(Format, CultureInfo.InvariantCulture)}";

    /// <summary>Null if it cannot be one of ours.</summary>
    public static SettlementId? Parse(string text) =>
        text.Length > Format.Length + 1 && text[^(Format.Length + 1)] == '.' && Partners.PartnerRegistry.IsName(text[..^(Format.Length + 1)]) && Day(text[^Format.Length..]) is { } monday
            ? new SettlementId(text[..^(Format.Length + 1)], monday)
            : null;

    /// <summary>What a payment reference pays, if it is a settlement.</summary>
    public static SettlementId? Of(Payments.PaymentReference reference) => Of(reference.Participant, reference.Key);

    /// <summary>The same by whom and what it pays.</summary>
    public static SettlementId? Of(string platform, string? key) =>
        key?.StartsWith(Prefix, StringComparison.Ordinal) == true && Day(key[Prefix.Length..]) is { } monday ? new SettlementId(platform, monday) : null;

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.DayOfWeek == DayOfWeek.Monday ? day : null;
}
