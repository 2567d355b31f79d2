using System.Buffers.Text;
using System.Text;

namespace Prakerja.Local.Tests.BadInput;

/// <summary>Everything about a request but its body made bad: method, media type, size, route, query, token, Idempotency-Key.</summary>
internal static class RequestAttacks
{
    private const int OverEveryLimit = 7 * 1024 * 1024;

    private static readonly string[] Methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "get2", "FOO"];

    private static readonly string?[] MediaTypes =
        ["text/plain", "application/xml", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "application/octet-stream", "image/gif", "garbage", "json", "", null];

    private static readonly string[] Ids =
    [
        "..%2f..%2fetc%2fpasswd", "%2e%2e%2f%2e%2e", "..%5c..%5c", "%2f", "%5c", "%23", "%3f", "%25", "%01", "%0d%0aX-Evil:%201", "%7f", "%c0%80", "%ed%a0%80", "%ff", "%f0%9f%92%a5", "%e2%80%ae",
        "-1", "0", "1.5", "1e3", "99999999999999999999", "9223372036854775808", "0x1", "%20", "%27%20OR%201=1--", "%3cscript%3e", "null", "undefined", "NaN", "~", "*", "%7c", "a%7cb", "%ef%bb%bf",
        "00000000000000000000000000000000", "ffffffffffffffff", "ZZZZ-ZZZZ-ZZZZ", new('x', 600), new string('a', 31) + "%3f", string.Concat(Enumerable.Repeat("%5c", 32)), string.Concat(Enumerable.Repeat("%01", 16)), new('9', 3000), "%e0%a4%a" + new string('%', 3),
    ];

    private static readonly string[] Limits = ["0", "-1", "201", "1e2", "1.5", "abc", "", "%00", "99999999999999999999", "0x10", "%20", "1,2", "%2b5"];

    private static readonly string[] Cursors =
        ["!!!", "%00", "a%20b", "%2f%2f", "=", "%ff", "%f0%9f%92%a5", "-", new('A', 3000), Base64Url.EncodeToString("\u0001"u8), Base64Url.EncodeToString("a/b"u8), Base64Url.EncodeToString(Encoding.UTF8.GetBytes("ÿ"))];

    private static readonly (string Name, string[] Values)[] Words =
    [
        ("state", ["nope", "%00", "0", "OPEN", ""]), ("mode", ["nope", "Online", "%ff"]), ("since", ["nope", "2026-13-01", "%00"]), ("from", ["nope", "2026-02-30", "1", "%00", "2026-1-1"]),
        ("to", ["nope", "2026-02-30", "1", "%00"]), ("day", ["nope", "2026-02-30", "0", "%00"]), ("regency", ["nope", "", "%00", "99.99", "3273"]), ("by", ["nope", "", "%00"]), ("chain", ["nope", "FF", "g0", "%00"]),
    ];

    /// <param name="served">Methods that are served at the path.</param>
    public static IEnumerable<Attack> Methodical(Attack good, IReadOnlyCollection<string> served) => Methods
        .Where(m => !served.Contains(m, StringComparer.Ordinal)).Select(m => good with { What = $"method {m}", Method = m, Body = m is "GET" or "TRACE" ? null : good.Body });

    public static IEnumerable<Attack> MediaAndSize(Attack good, string fine) =>
    [
        .. MediaTypes.Where(m => m is null || !fine.Contains(m, StringComparison.Ordinal) || m.Length == 0).Select(m => good with { What = $"media type {m}", MediaType = m }),
        good.With("over the limit", new byte[OverEveryLimit]), good.With("over the limit in chunks", new byte[OverEveryLimit]) with { Chunked = true },
    ];

    /// <summary>Each segment of the route in turn; <paramref name="path"/> builds the path with one segment replaced.</summary>
    public static IEnumerable<Attack> Routes(Attack good, IEnumerable<string> parameters, Func<string, string, string> path, IReadOnlyCollection<string> foreign, IReadOnlyCollection<string> fine) =>
        from parameter in parameters from id in Ids.Concat(foreign).Except(fine) select good with { What = $"{parameter}={(id.Length > 40 ? id[..40] : id)}", Path = path(parameter, id) };

    public static IEnumerable<Attack> Queries(Attack good, IReadOnlyCollection<string> known)
    {
        (string Name, string[] Values)[] all = [("limit", Limits), ("cursor", Cursors), .. Words];
        return from word in all where known.Contains(word.Name, StringComparer.Ordinal) from value in word.Values
               where !(word.Name == "state" && value.Length == 0)
               select good with { What = $"?{word.Name}={(value.Length > 40 ? value[..40] : value)}", Path = $"{good.Path}?{word.Name}={value}" };
    }

    /// <summary>Missing, mangled, expired, of people without the role; and bits flipped by seed.</summary>
    public static IEnumerable<Attack> Tokens(Attack good, Random random, IReadOnlyDictionary<string, string> foreign)
    {
        var token = good.Token!;
        foreach (var (who, other) in foreign)
        {
            yield return good with { What = $"token of {who}", Token = other };
        }

        string[] mangled = ["x", token[..^1], token + "A", token.ToUpperInvariant(), token.Replace(token[5], token[5] == 'x' ? 'y' : 'x'), new('A', 75), new('A', 5000), "..", "null", $"{token}, {token}", "\"" + token + "\""];
        foreach (var bad in mangled)
        {
            yield return good with { What = "mangled token", Token = bad };
        }

        for (var flip = 0; flip < 20; flip++)
        {
            var (at, letters) = (random.Next(3, token.Length - 1), token.ToCharArray());
            letters[at] = letters[at] == 'A' ? 'B' : 'A';
            yield return good with { What = $"forged token, letter {at}", Token = new string(letters) };
        }

        string[] schemes = ["Basic " + token, token, "Bearer", "Bearer ", "Token " + token, "Digest x", "bearer:" + token];
        foreach (var header in schemes)
        {
            yield return good with { What = "authorization " + header.Split(' ')[0], Token = null, Headers = [.. good.Headers, ("Authorization", header)] };
        }

        yield return good with { What = "no token", Token = null };
        yield return good with { What = "token in the query", Token = null, Path = good.Path + (good.Path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "access_token=" + token };
    }

    public static IEnumerable<Attack> Keys(Attack good) =>
        ((string[])[new('k', 65), new('k', 5000), "ключ", "a\tb", "💥"]).Select(key => good with { What = $"Idempotency-Key {key[..2]}", Headers = [.. good.Headers, ("Idempotency-Key", key)] });
}
