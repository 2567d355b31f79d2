namespace Prakerja.Domain.Draw;

/// <summary>Reads the members of a document and keeps the first thing wrong with them, naming the field.</summary>
internal sealed class FieldReader
{
    private readonly CanonicalObject source;
    private readonly string prefix;
    private readonly FieldReader? parent;
    private readonly HashSet<string> known = new(StringComparer.Ordinal);

    public FieldReader(CanonicalValue document)
        : this(document, "", null)
    {
    }

    private FieldReader(CanonicalValue value, string prefix, FieldReader? parent)
    {
        (this.prefix, this.parent) = (prefix, parent);
        source = value as CanonicalObject ?? [];
        if (value is not CanonicalObject)
        {
            Refuse("", "must be an object");
        }
    }

    public string? Problem { get; private set; }

    /// <summary>Reads a canonical document with exactly the fields that <paramref name="build"/> asks for.</summary>
    public static DocumentRead<T> Parse<T>(ReadOnlySpan<byte> json, Func<FieldReader, T> build)
    {
        var parsed = CanonicalJson.Parse(json);
        if (parsed is not DocumentRead<CanonicalValue>.Accepted(var document))
        {
            return new DocumentRead<T>.Refused(((DocumentRead<CanonicalValue>.Refused)parsed).Reason);
        }

        var fields = new FieldReader(document);
        var value = build(fields);
        fields.Close();
        return fields.Problem is null ? new DocumentRead<T>.Accepted(value) : new DocumentRead<T>.Refused(fields.Problem);
    }

    public string Text(string name) => Get<CanonicalText>(name, "text")?.Value ?? "";

    /// <summary>A whole number ≥ 0.</summary>
    public long Whole(string name)
    {
        var number = Get<CanonicalNumber>(name, "a whole number")?.Value ?? 0;
        return number >= 0 ? number : Refuse<long>(name, "must not be negative");
    }

    public Hash256 Hash(string name) =>
        Hash256.TryParse(Text(name), out var hash) ? hash : Refuse<Hash256>(name, "must be 64 lowercase hex digits");

    public Hash256? HashOrNull(string name) => IsNull(name) ? null : Hash(name);

    /// <summary>Bytes written as lower-case hex, at least one.</summary>
    public byte[]? BytesOrNull(string name)
    {
        if (IsNull(name))
        {
            return null;
        }

        var text = Text(name);
        var bytes = new byte[text.Length / 2];
        return bytes.Length > 0 && LowerHex.TryDecode(text.AsSpan(), bytes) ? bytes : Refuse<byte[]>(name, "must be lowercase hex digits");
    }

    public T Object<T>(string name, Func<FieldReader, T> build)
    {
        known.Add(name);
        var fields = new FieldReader(source[name] ?? CanonicalNull.Instance, $"{prefix}{name}.", this);
        var value = build(fields);
        fields.Close();
        return value;
    }

    /// <summary>Every member as a whole number ≥ 0.</summary>
    public IEnumerable<KeyValuePair<string, long>> AllWhole() =>
        [.. source.Select(member => KeyValuePair.Create(member.Key, Whole(member.Key)))];

    public T Refuse<T>(string name, string reason)
    {
        Refuse(name, reason);
        return default!;
    }

    private bool IsNull(string name)
    {
        known.Add(name);
        return source[name] is CanonicalNull;
    }

    private T? Get<T>(string name, string kind)
        where T : CanonicalValue
    {
        known.Add(name);
        var value = source[name];
        if (value is null)
        {
            Refuse(name, "is missing");
        }
        else if (value is not T)
        {
            Refuse(name, $"must be {kind}");
        }

        return value as T;
    }

    private void Close()
    {
        foreach (var member in source.Where(member => !known.Contains(member.Key)))
        {
            Refuse(member.Key, "is not a field of this document");
        }
    }

    private void Refuse(string name, string reason)
    {
        Problem ??= $"{(prefix + name).TrimEnd('.')} {reason}".TrimStart();
        for (var above = parent; above is not null; above = above.parent)
        {
            above.Problem ??= Problem;
        }
    }
}
