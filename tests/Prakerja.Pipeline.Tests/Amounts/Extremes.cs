using System.Text.Json;
using System.Text.Json.Nodes;
using Prakerja.Pipeline.Tests.Harness;

namespace Prakerja.Pipeline.Tests.Amounts;

/// <summary>What no amount can be, as it stands in a JSON body.</summary>
internal static class Extremes
{
    /// <summary>At every door but those where nothing at all is a number too.</summary>
    public const string Zero = "0";

    /// <summary>More digits than any number has.</summary>
    private static readonly string Long = new('9', 400);

    public static IReadOnlyList<string> Json { get; } =
    [
        Zero, "-0.5", "-1", "-9223372036854775808", "100000000000001", "9223372036854775807", "9223372036854775808", "1e3", "1E400", "1.5", "1000.50", "1000.00", "0.1", "1,5",
        "\"1000\"", "\"1,5\"", "\"\"", "\" \"", "null", "true", "[]", "[1000]", "{}", "NaN", "Infinity", "+1000", "0x3E8", "01000", "1000000000000000000000", Long, "\"IDR 1000\"", "1000 USD",
    ];

    /// <summary>As text in a cell or an element.</summary>
    public static IReadOnlyList<string> Text { get; } =
    [
        Zero, "-1", "-9223372036854775808", "100000000000001", "9223372036854775807", "9223372036854775808", "1e3", "1.5", "1000.50", "1,5", "NaN", "INF", "", "+1000", "0x3E8",
        "1000000000000000000000", Long, "IDR 1000", "1000 USD", "1 000",
    ];

    /// <summary>Refused with the field named, if it is JSON at all; and as malformed, if it is not.</summary>
    public static bool Names(Answer answer, string field, string value) => answer.Status == 400
        && (IsJson(value) ? answer.Json["errors"] is JsonObject errors && errors.Any(e => e.Key.StartsWith(field, StringComparison.Ordinal)) : answer.Problem is not null);

    private static bool IsJson(string value)
    {
        try
        {
            using var parsed = JsonDocument.Parse($$"""{"x":{{value}}}""");
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
