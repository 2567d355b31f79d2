namespace Prakerja.Domain.Draw;

/// <summary>Reads an entries file (draw.md) chunk by chunk, in one pass; refuses the whole file at the first malformed line.</summary>
/// <param name="expectedBytes">Length of the file if it is known: memory is then taken once.</param>
public sealed class EntriesReader(long expectedBytes = 0)
{
    private readonly DrawEntriesBuilder builder = new(checked((int)(expectedBytes / DrawEntry.MinLineLength)));
    private readonly byte[] partial = new byte[256];
    private int held;
    private EntriesRead.Refused? refusal;

    /// <summary>Takes the next bytes. False once the file is refused: reading on is pointless.</summary>
    public bool Read(ReadOnlySpan<byte> chunk)
    {
        var rest = chunk;
        while (refusal is null && !rest.IsEmpty)
        {
            var end = rest.IndexOf((byte)'\n');
            if (end < 0)
            {
                Hold(rest);
                break;
            }

            TakeLine(rest[..end]);
            rest = rest[(end + 1)..];
        }

        return refusal is null;
    }

    /// <summary>The end of the file.</summary>
    public EntriesRead Complete()
    {
        if (refusal is null && held > 0)
        {
            Refuse("is the last one and does not end in a newline");
        }

        return refusal is null ? new EntriesRead.Accepted(builder.Build()) : refusal;
    }

    /// <summary>Reads a whole file.</summary>
    public static EntriesRead ReadAll(ReadOnlySpan<byte> file)
    {
        var reader = new EntriesReader(file.Length);
        reader.Read(file);
        return reader.Complete();
    }

    private void TakeLine(ReadOnlySpan<byte> end)
    {
        if (held == 0)
        {
            Add(end);
            return;
        }

        Hold(end);
        if (refusal is null)
        {
            Add(partial.AsSpan(0, held));
            held = 0;
        }
    }

    private void Add(ReadOnlySpan<byte> line)
    {
        var problem = EntryLine.Parse(line, out var entry) ?? builder.Add(entry, line);
        if (problem is not null)
        {
            Refuse(problem);
        }
    }

    private void Hold(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > partial.Length - held)
        {
            Refuse("is longer than any entry can be");
            return;
        }

        bytes.CopyTo(partial.AsSpan(held));
        held += bytes.Length;
    }

    private void Refuse(string reason) => refusal = new EntriesRead.Refused(builder.Count + 1L, reason);
}
