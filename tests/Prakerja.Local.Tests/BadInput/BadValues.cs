using System.Text.Json.Nodes;

namespace Prakerja.Local.Tests.BadInput;

/// <summary>What can never be right in place of a good JSON value, as raw JSON: wrong types, sizes, numbers and characters.</summary>
internal static class BadValues
{
    private static readonly string Deep = new string('[', 200) + new string(']', 200);

    private static readonly string[] NotText =
    [
        "0", "-1", "1.5", "1e999", "9223372036854775808", "true", "false", "[]", "{}", "[\"x\"]", "{\"x\":\"y\"}", Deep, "NaN", "Infinity", "'x'", "\"\\ud800\"",
        "\"\\udc00\\ud800\"", "\"\\u0000\"", "\"a\\u0000b\"", "\"\\u202eabc\"", "\"a\\u2066b\"", "\"\\ufeffabc\"", "\"\"", "\"   \"", "\"\\u200b\\u0000\"",
        "\"\\x41\"", "\"\n\"", "\"unfinished",
    ];

    private static readonly string[] NotNumbers =
    [
        "\"1\"", "\"\"", "\"x\"", "1.5", "0.1", "1e999", "-1e999", "9223372036854775808", "-9223372036854775809", "-1", "-9223372036854775808", "99999999999999999999999999", "true", "false",
        "[]", "[1]", "{}", "{\"x\":1}", Deep, "NaN", "-Infinity", "0x10", "01", "+1", "1_000", "1.", ".5",
    ];

    private static readonly string[] NotFlags = ["\"true\"", "\"\"", "0", "1", "1.5", "-1", "1e999", "[]", "[true]", "{}", "\"ya\"", Deep, "True", "TRUE", "NaN"];

    private static readonly string[] NotObjects = ["[]", "\"\"", "\"x\"", "1", "true", Deep, "[{}]", "{\"x\":1}", "{\"\":null}", "{\"x\":[]}", "{\"x\":{}}", "{\"\\ud800\":\"x\"}", "{\"x\":\"\\ud800\"}", "{\"x\":\"1\",\"x\":\"2\"}"];

    private static readonly string[] NotLists = ["{}", "\"\"", "\"x\"", "1", "true", Deep, "[1]", "[null]", "[[]]", "[{}]", "[true]", "[\"\\ud800\"]", "{\"0\":\"x\"}", "[\"\"]", "[\"\\u0000\"]"];

    public static IEnumerable<string> InPlaceOf(JsonNode? good) => good switch
    {
        JsonObject => NotObjects,
        JsonArray => NotLists,
        JsonValue value when value.TryGetValue<bool>(out _) => NotFlags,
        JsonValue value when value.TryGetValue<string>(out _) => [.. NotText, Huge],
        _ => NotNumbers,
    };

    /// <summary>Longer than any text may be, and than most bodies.</summary>
    private static string Huge { get; } = $"\"{new string('x', 70_000)}\"";
}
