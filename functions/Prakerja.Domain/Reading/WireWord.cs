using System.Collections.Frozen;

namespace Prakerja.Domain;

/// <summary>Enum members as the camelCase words of the HTTP contract: <c>JobSeeker</c> is <c>jobSeeker</c>.</summary>
public static class WireWord
{
    /// <exception cref="ArgumentOutOfRangeException">Not a declared member.</exception>
    public static string Of<T>(T member) where T : struct, Enum =>
        Table<T>.Words.TryGetValue(member, out var word) ? word : throw new ArgumentOutOfRangeException(nameof(member), member, "Not a declared member.");

    /// <summary>The same as an extension: <c>state.Word()</c>.</summary>
    public static string Word<T>(this T member) where T : struct, Enum => Of(member);

    /// <summary>Exact words only; the problem lists them.</summary>
    public static Parsed<T> Parse<T>(string? word) where T : struct, Enum =>
        word is not null && Table<T>.Members.TryGetValue(word, out var member) ? Parsed.Ok(member) : Parsed.Refused<T>(Table<T>.Unknown);

    private static class Table<T> where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> Words = Enum.GetValues<T>().ToFrozenDictionary(m => m, m => Camel(m.ToString()));

        public static readonly FrozenDictionary<string, T> Members = Words.ToFrozenDictionary(p => p.Value, p => p.Key, StringComparer.Ordinal);

        public static readonly LocalText Unknown = new(
            $"harus salah satu dari: {string.Join(", ", Enum.GetValues<T>().Select(m => Words[m]))}",
            $"must be one of: {string.Join(", ", Enum.GetValues<T>().Select(m => Words[m]))}");

        private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];
    }
}
