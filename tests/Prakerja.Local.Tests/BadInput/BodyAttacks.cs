using System.Text;
using System.Text.Json.Nodes;

namespace Prakerja.Local.Tests.BadInput;

/// <summary>A good JSON body made bad in every way.</summary>
internal static class BodyAttacks
{
    private static readonly string[] NotTheObject =
    [
        "", " ", "null", "[]", "\"x\"", "1", "true", "{", "}", "{}{}", "{}x", "{,}", "{\"a\"}", "{a:1}", "{'a':1}", "{\"a\":1,}", "// x", "/* x */{}", "\0", "{\"a\":\0}", "nul", "undefined", "<x/>", "%7B%7D", "a=b",
    ];

    /// <summary>Wrong as a whole, truncated anywhere, with a field missing, null, twice, or of a wrong value.</summary>
    public static IEnumerable<Attack> Of(Attack good, Sample sample)
    {
        var text = sample.Body!.ToJsonString();
        return [.. Wholes(good, text, sample.AlsoRight), .. sample.Body.AsObject().SelectMany(field => Field(good, sample, field.Key, field.Value))];
    }

    private static IEnumerable<Attack> Wholes(Attack good, string text, IEnumerable<string> fine)
    {
        foreach (var bad in NotTheObject.Except(fine, StringComparer.Ordinal))
        {
            yield return good.With($"body {bad}", bad);
        }

        for (var length = 1; length < Math.Min(text.Length, 60); length++)
        {
            yield return good.With($"cut after {length}", text[..length]);
        }

        yield return good.With("no body", (byte[]?)null) with { MediaType = null };
        yield return good.With("text behind", text + "x");
        yield return good.With("UTF-16", Encoding.Unicode.GetBytes(text));
        yield return good.With("byte 255", [(byte)'{', 0xff, .. Encoding.UTF8.GetBytes(text).AsSpan(1)]);
        yield return good.With("overlong NUL", [.. Encoding.UTF8.GetBytes(text[..^1]), .. ",\"x\":\""u8, 0xc0, 0x80, .. "\"}"u8]);
        yield return good.With("too deep", text[..^1] + ",\"x\":" + new string('[', 5000) + new string(']', 5000) + "}");
    }

    /// <summary>Bytes that no text begins with.</summary>
    public static IEnumerable<Attack> Noise(Attack good, Random random)
    {
        for (var number = 0; number < 30; number++)
        {
            var noise = new byte[random.Next(1, 200)];
            random.NextBytes(noise);
            noise[0] |= 0x80;
            yield return good.With($"noise {number}", noise);
        }
    }

    private static IEnumerable<Attack> Field(Attack good, Sample sample, string name, JsonNode? value)
    {
        var key = JsonValue.Create(name).ToJsonString();
        yield return good.With($"{name} twice", sample.Body!.ToJsonString()[..^1] + $",{key}:{value?.ToJsonString() ?? "null"}}}");
        if (!sample.Optional.Contains(name, StringComparer.Ordinal))
        {
            yield return good.With($"{name} missing", Without(sample.Body, name).ToJsonString());
            yield return good.With($"{name} null", Replaced(sample.Body, name, "null"));
        }

        foreach (var bad in BadValues.InPlaceOf(value).Except(sample.Fine(name), StringComparer.Ordinal))
        {
            yield return good.With($"{name}: {(bad.Length > 40 ? bad[..40] : bad)}", Replaced(sample.Body, name, bad));
        }
    }

    private static JsonObject Without(JsonNode body, string name)
    {
        var copy = body.DeepClone().AsObject();
        copy.Remove(name);
        return copy;
    }

    private static string Replaced(JsonNode body, string name, string raw)
    {
        var rest = Without(body, name).ToJsonString();
        return $"{rest[..^1]}{(rest.Length > 2 ? "," : "")}{JsonValue.Create(name).ToJsonString()}:{raw}}}";
    }
}
