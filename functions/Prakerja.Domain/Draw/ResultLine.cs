namespace Prakerja.Domain.Draw;

/// <summary>A line of the result file: <c>ticket,outcome,detail</c>, without the newline.</summary>
public static class ResultLine
{
    /// <summary>An upper bound of a line's length with its newline.</summary>
    public const int MaxLength = 64;

    /// <summary>Writes the line and returns its length.</summary>
    public static int Format(UInt128 ticket, DrawOutcome outcome, Span<byte> line)
    {
        LowerHex.EncodeId(ticket, line);
        var name = Prefix(outcome.Kind);
        name.CopyTo(line[32..]);
        var end = 32 + name.Length;
        if (outcome.Kind == DrawOutcomeKind.Reserve)
        {
            outcome.Rank.TryFormat(line[end..], out var digits);
            end += digits;
        }

        return end;
    }

    /// <summary>False if it is no line a draw can write.</summary>
    public static bool TryParse(ReadOnlySpan<byte> line, out UInt128 ticket, out DrawOutcome outcome)
    {
        outcome = default;
        if (line.Length < 32 || !LowerHex.TryDecodeId(line[..32], out ticket))
        {
            ticket = default;
            return false;
        }

        var rest = line[32..];
        foreach (var kind in Enum.GetValues<DrawOutcomeKind>())
        {
            if (kind != DrawOutcomeKind.Reserve && rest.SequenceEqual(Prefix(kind)))
            {
                outcome = new DrawOutcome(kind);
                return true;
            }
        }

        var prefix = Prefix(DrawOutcomeKind.Reserve);
        return rest.StartsWith(prefix) && TryReadRank(rest[prefix.Length..], out outcome);
    }

    private static bool TryReadRank(ReadOnlySpan<byte> text, out DrawOutcome outcome)
    {
        var read = int.TryParse(text, System.Globalization.NumberStyles.None, null, out var rank) && text[0] != '0';
        outcome = read ? new DrawOutcome(DrawOutcomeKind.Reserve, rank) : default;
        return read;
    }

    private static ReadOnlySpan<byte> Prefix(DrawOutcomeKind kind) => kind switch
    {
        DrawOutcomeKind.SelectedRegional => ",selected,regional"u8,
        DrawOutcomeKind.SelectedNational => ",selected,national"u8,
        DrawOutcomeKind.Reserve => ",reserve,"u8,
        DrawOutcomeKind.Household => ",household,"u8,
        _ => ",notSelected,"u8,
    };
}
