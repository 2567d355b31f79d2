using System.Collections;

namespace Prakerja.Domain.Draw;

/// <summary>A JSON value of the shapes that published documents use: text, whole numbers, null, arrays and objects.</summary>
public abstract class CanonicalValue
{
    private protected CanonicalValue() { }

    public static implicit operator CanonicalValue(string? text) => text is null ? CanonicalNull.Instance : new CanonicalText(text);

    public static implicit operator CanonicalValue(long number) => new CanonicalNumber(number);

    public static implicit operator CanonicalValue(Hash256 hash) => new CanonicalText(hash.ToString());

    public static implicit operator CanonicalValue(Hash256? hash) => hash?.ToString();
}

/// <summary>JSON null.</summary>
public sealed class CanonicalNull : CanonicalValue
{
    private CanonicalNull() { }

    public static CanonicalNull Instance { get; } = new();
}

/// <summary>A string of whole Unicode characters.</summary>
public sealed class CanonicalText(string value) : CanonicalValue
{
    public string Value => value;
}

/// <summary>A whole number that every JSON reader keeps exactly.</summary>
public sealed class CanonicalNumber : CanonicalValue
{
    /// <summary>2^53 − 1, as in RFC 7493.</summary>
    public const long MaxSafe = 9_007_199_254_740_991;

    /// <exception cref="ArgumentOutOfRangeException">Beyond ±<see cref="MaxSafe"/>.</exception>
    public CanonicalNumber(long value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaxSafe);
        ArgumentOutOfRangeException.ThrowIfLessThan(value, -MaxSafe);
        Value = value;
    }

    public long Value { get; }
}

/// <summary>A JSON array.</summary>
public sealed class CanonicalArray(IReadOnlyList<CanonicalValue> items) : CanonicalValue
{
    public IReadOnlyList<CanonicalValue> Items => items;
}

/// <summary>A JSON object; its members stand in the order of their keys' UTF-16 code units.</summary>
public sealed class CanonicalObject : CanonicalValue, IEnumerable<KeyValuePair<string, CanonicalValue>>
{
    private readonly SortedDictionary<string, CanonicalValue> members = new(StringComparer.Ordinal);

    public int Count => members.Count;

    public CanonicalValue? this[string key] => members.GetValueOrDefault(key);

    /// <exception cref="ArgumentException">The key is there already.</exception>
    public void Add(string key, CanonicalValue value) => members.Add(key, value);

    public IEnumerator<KeyValuePair<string, CanonicalValue>> GetEnumerator() => members.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
