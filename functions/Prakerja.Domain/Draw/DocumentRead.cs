namespace Prakerja.Domain.Draw;

/// <summary>What reading a published document gives: the value, or the reason (naming the field) why it is refused.</summary>
public abstract record DocumentRead<T>
{
    private DocumentRead() { }

    public sealed record Accepted(T Value) : DocumentRead<T>;

    public sealed record Refused(string Reason) : DocumentRead<T>
    {
        public override string ToString() => Reason;
    }
}
