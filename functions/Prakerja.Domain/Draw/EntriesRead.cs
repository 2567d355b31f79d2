namespace Prakerja.Domain.Draw;

/// <summary>What reading an entries file gives.</summary>
public abstract record EntriesRead
{
    private EntriesRead() { }

    public sealed record Accepted(DrawEntries Entries) : EntriesRead;

    /// <param name="Line">Counted from 1.</param>
    public sealed record Refused(long Line, string Reason) : EntriesRead
    {
        public override string ToString() => $"line {Line}: {Reason}";
    }
}
