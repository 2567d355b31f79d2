using System.Buffers;

namespace Prakerja.Domain.Draw;

/// <summary>
/// Writes an entries file (draw.md) and computes its root on the way. The caller drains <paramref name="output"/> as it likes; what
/// is written is exactly what <see cref="EntriesReader"/> accepts.
/// </summary>
public sealed class EntriesWriter(IBufferWriter<byte> output, int expectedEntries = 0)
{
    private readonly DrawEntriesBuilder builder = new(expectedEntries);

    /// <summary>Appends an entry, in ticket order.</summary>
    /// <exception cref="ArgumentException">The entry is out of range, out of order, a duplicate, or mixes its household's allowances.</exception>
    public void Append(in DrawEntry entry)
    {
        if (entry.Group is < 1 or > DrawEntry.MaxGroup || entry.Allowance is < 1 or > DrawEntry.MaxAllowance)
        {
            throw new ArgumentException($"Group {entry.Group} or allowance {entry.Allowance} is out of range.", nameof(entry));
        }

        var line = output.GetSpan(DrawEntry.MaxLineLength);
        var length = EntryLine.Format(entry, line);
        if (builder.Add(entry, line[..length]) is { } problem)
        {
            throw new ArgumentException($"Ticket {DrawEntry.IdText(entry.Ticket)} {problem}.", nameof(entry));
        }

        line[length] = (byte)'\n';
        output.Advance(length + 1);
    }

    /// <summary>The entries as written, ready to be drawn.</summary>
    public DrawEntries Complete() => builder.Build();

    /// <summary>A whole file from entries in any order.</summary>
    /// <exception cref="ArgumentException">As for <see cref="Append"/>.</exception>
    public static byte[] ToFile(IEnumerable<DrawEntry> entries)
    {
        var output = new ArrayBufferWriter<byte>();
        var writer = new EntriesWriter(output);
        foreach (var entry in entries.OrderBy(e => e.Ticket))
        {
            writer.Append(entry);
        }

        return output.WrittenSpan.ToArray();
    }
}
