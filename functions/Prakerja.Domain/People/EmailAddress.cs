namespace Prakerja.Domain.People;

/// <summary>An e-mail address, lower-cased; judged by shape only, since receiving the code is the proof.</summary>
public sealed record EmailAddress
{
    private const string Forbidden = "\"(),:;<>[\\]";

    private EmailAddress(string value) => Value = value;

    /// <summary>The address. Never to be logged.</summary>
    public string Value { get; }

    /// <summary>Reads at most 254 printable ASCII characters with one @, 1 to 64 before it and a domain with a dot behind it.</summary>
    public static Parsed<EmailAddress> Parse(string? text)
    {
        var value = text?.Trim().ToLowerInvariant();
        return value is { Length: <= 254 } && value.All(c => c is > ' ' and < '\x7f' && !Forbidden.Contains(c)) && HasShape(value.Split('@'))
            ? Parsed.Ok(new EmailAddress(value))
            : Parsed.Refused<EmailAddress>("harus alamat surel, misalnya nama@contoh.id", "must be an e-mail address, such as name@example.org");
    }

    /// <summary>First letter, stars and domain.</summary>
    public override string ToString() => $"{Value[0]}***{Value[Value.IndexOf('@')..]}";

    private static bool HasShape(string[] parts) =>
        parts is [{ Length: >= 1 and <= 64 } local, var domain]
        && !local.StartsWith('.') && !local.EndsWith('.') && !local.Contains("..", StringComparison.Ordinal)
        && domain.Split('.') is { Length: >= 2 } labels && labels.All(IsLabel);

    private static bool IsLabel(string label) =>
        label.Length is >= 1 and <= 63 && label[0] != '-' && label[^1] != '-' && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}
