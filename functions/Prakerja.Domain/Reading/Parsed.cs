using System.Diagnostics.CodeAnalysis;

namespace Prakerja.Domain;

/// <summary>Foreign input either read into a valid value, or refused with what is wrong and what would be right.</summary>
public sealed class Parsed<T>
{
    private readonly T? value;
    private readonly LocalText problem;

    internal Parsed(T value) => (this.value, IsOk) = (value, true);

    internal Parsed(LocalText problem) => this.problem = problem;

    /// <summary>True if there is a value, false if there is a problem.</summary>
    public bool IsOk { get; }

    /// <exception cref="InvalidOperationException">Refused; ask <see cref="IsOk"/> first.</exception>
    public T Value => IsOk ? value! : throw new InvalidOperationException($"Refused: {problem.En}");

    /// <exception cref="InvalidOperationException">There is none; ask <see cref="IsOk"/> first.</exception>
    public LocalText Problem => IsOk ? throw new InvalidOperationException("There is a value, no problem.") : problem;

    /// <summary>The value, or the problem, in one question.</summary>
    public bool TryGet([MaybeNullWhen(false)] out T read, out LocalText refused)
    {
        (read, refused) = (value, problem);
        return IsOk;
    }
}

/// <summary>Makes results.</summary>
public static class Parsed
{
    public static Parsed<T> Ok<T>(T value) => new(value);

    public static Parsed<T> Refused<T>(LocalText problem) => new(problem);

    public static Parsed<T> Refused<T>(string id, string en) => new(new LocalText(id, en));
}
