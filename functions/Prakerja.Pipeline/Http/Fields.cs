
namespace Prakerja.Pipeline.Http;

/// <summary>Collects what is wrong with the fields of a request.</summary>
public sealed class Fields
{
    private readonly Dictionary<string, IReadOnlyList<LocalText>> errors = new(StringComparer.Ordinal);

    /// <summary>The answer that names every bad field; null if all are right.</summary>
    public Problem? Problem => errors.Count == 0 ? null : Problems.Invalid(errors);

    public T Take<T>(string field, Parsed<T> parsed)
    {
        if (!parsed.IsOk)
        {
            Add(field, parsed.Problem);
            return default!;
        }

        return parsed.Value;
    }

    public T Need<T>(string field, T? value)
        where T : struct
    {
        if (value is null)
        {
            Add(field, Missing);
        }

        return value.GetValueOrDefault();
    }

    public string Need(string field, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            Add(field, Missing);
        }

        return value ?? "";
    }

    public void Check(string field, bool holds, LocalText problem)
    {
        if (!holds)
        {
            Add(field, problem);
        }
    }

    public void Add(string field, LocalText problem) =>
        errors[field] = errors.TryGetValue(field, out var known) ? [.. known, problem] : [problem];

    public static LocalText Missing => new("Wajib diisi.", "This field is required.");
}
