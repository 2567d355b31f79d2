namespace Prakerja.Domain.Draw;

/// <summary>The written form of an entry: <c>ticket,regency,group,household,allowance</c>, without the newline.</summary>
public static class EntryLine
{
    private const int Commas = 4;

    /// <summary>Null if the line is well formed, otherwise what is wrong with it.</summary>
    public static string? Parse(ReadOnlySpan<byte> line, out DrawEntry entry)
    {
        entry = default;
        if (Shape(line) is { } shape)
        {
            return shape;
        }

        var rest = line;
        if (ReadId("ticket", Cut(ref rest), out var ticket) is { } badTicket)
        {
            return badTicket;
        }

        if (!RegencyCode.TryParse(Cut(ref rest), out var regency))
        {
            return "regency must have the form dd.dd, such as 32.73";
        }

        if (ReadGroup(Cut(ref rest), out var group) is { } badGroup)
        {
            return badGroup;
        }

        if (ReadId("household", Cut(ref rest), out var household) is { } badHousehold)
        {
            return badHousehold;
        }

        if (rest is not [>= (byte)'1' and <= (byte)'2'])
        {
            return "allowance must be 1 or 2";
        }

        entry = new DrawEntry(ticket, regency, group, household, rest[0] - '0');
        return null;
    }

    /// <summary>Writes the line and returns its length.</summary>
    /// <param name="entry">A valid entry.</param>
    /// <param name="line">At least <see cref="DrawEntry.MaxLineLength"/> − 1 bytes.</param>
    public static int Format(in DrawEntry entry, Span<byte> line)
    {
        LowerHex.EncodeId(entry.Ticket, line);
        line[32] = (byte)',';
        entry.Regency.CopyTo(line[33..]);
        line[38] = (byte)',';
        entry.Group.TryFormat(line[39..], out var digits);
        var next = 39 + digits;
        line[next] = (byte)',';
        LowerHex.EncodeId(entry.Household, line[(next + 1)..]);
        line[next + 33] = (byte)',';
        line[next + 34] = (byte)('0' + entry.Allowance);
        return next + 35;
    }

    private static string? Shape(ReadOnlySpan<byte> line) => line switch
    {
        [] => "is empty",
        [0xEF, 0xBB, 0xBF, ..] => "begins with a byte order mark (BOM)",
        _ when line.Contains((byte)'\r') => "has a carriage return (CR); lines end in \\n alone",
        _ when line.Count((byte)',') != Commas => "must have 5 fields: ticket,regency,group,household,allowance",
        _ => null,
    };

    private static ReadOnlySpan<byte> Cut(ref ReadOnlySpan<byte> rest)
    {
        var comma = rest.IndexOf((byte)',');
        var field = rest[..comma];
        rest = rest[(comma + 1)..];
        return field;
    }

    private static string? ReadId(string name, ReadOnlySpan<byte> text, out UInt128 id) =>
        LowerHex.TryDecodeId(text, out id) ? null
        : text.ContainsAnyInRange((byte)'A', (byte)'F') ? $"{name} has uppercase hex digits"
        : $"{name} must be 32 lowercase hex digits";

    private static string? ReadGroup(ReadOnlySpan<byte> text, out int group)
    {
        group = 0;
        if (text.IsEmpty || text.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return "group must be a whole number from 1 to 999";
        }

        if (text[0] == '0')
        {
            return text.Length == 1 ? "group must be at least 1" : "group has leading zeros";
        }

        return text.Length <= 3 && int.TryParse(text, null, out group) ? null : "group must be at most 999";
    }
}
