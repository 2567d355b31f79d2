namespace Prakerja.Domain.Draw;

/// <summary>What reading a published document gives: the value, or the reason (naming the field) why it is refused.</summary>
public abstract record Parsed<T>
{
    private Parsed() { }

    public sealed record Accepted(T Value) : Parsed<T>;

    public sealed record Refused(string Reason) : Parsed<T>;
}
